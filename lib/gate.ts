import { isUnder } from "./ory-paths";
import { sessionCookieNames } from "./ory-cookies";
import { oryConfig } from "./ory.config";
import { returnTo } from "./return-to";

/** These pages and everything below them are for people who are signed in. */
const protectedPaths = ["/dashboard", "/settings", "/profile"];

/** Carries the path and query that were asked for from the middleware to the page. */
export const requestedPathHeader = "x-requested-path";

interface Request {
  pathname: string;
  /** With its `?`, or empty. */
  search: string;
  /** The `Cookie` header. */
  cookie: string | null;
}

/**
 * Returns where a request has to be sent because nobody can be signed in, or nothing to let it
 * pass. The presence of a session cookie proves nothing, so this only saves the page and Ory the
 * work: every protected page calls `requireSession()` all the same.
 */
export function gate({ pathname, search, cookie }: Request): string | undefined {
  if (!protectedPaths.some((path) => isUnder(pathname, path))) return undefined;
  if (sessionCookieNames(cookie).length > 0) return undefined;
  return loginPath(returnTo(pathname + search, { origins: [] }));
}

/** Returns the login page's address with a `return_to`, which has to be a decided one. */
export function loginPath(decidedReturnTo: string): string {
  return withReturnTo(oryConfig.project.login_ui_url, decidedReturnTo);
}

/** Returns the address of the page that says Ory can't be reached and offers a retry. */
export function unavailablePath(decidedReturnTo: string): string {
  return withReturnTo("/unavailable", decidedReturnTo);
}

function withReturnTo(path: string, decidedReturnTo: string): string {
  return `${path}?${new URLSearchParams({ return_to: decidedReturnTo }).toString()}`;
}
