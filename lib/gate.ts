import { isUnder } from "./ory-paths";
import { sessionCookieNames } from "./ory-cookies";
import { loginPath } from "./paths";
import { returnTo } from "./return-to";

/** These pages and everything below them are for people who are signed in. */
const protectedPaths = ["/dashboard", "/settings", "/profile"];

/** Carries the path and query that were asked for from the middleware to the page. */
export const requestedPathHeader = "x-requested-path";

/** Tells whether a page is for people who are signed in. */
export function isProtected(pathname: string): boolean {
  return protectedPaths.some((path) => isUnder(pathname, path));
}

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
  if (!isProtected(pathname)) return undefined;
  if (sessionCookieNames(cookie).length > 0) return undefined;
  return loginPath(returnTo(pathname + search, { origins: [] }));
}
