import { expiredCookie, hostOnlyCookie, sessionCookieNames } from "../ory/cookies";
import { isUnder, oryPaths, whoamiPath } from "../ory/paths";
import { loginPath, wayOut } from "../return-to/addresses";
import {
  requestedPathHeader,
  requestedPathOf,
  requestedPathValue,
} from "../return-to/requested-path";
import { returnTo } from "../return-to/return-to";
import { appOrigins, isOtherName, originForHost } from "../server/app-url";
import { documentPolicies, noDocumentPolicy } from "../server/csp";
import { mintToken } from "../token-mode/mint-token";
import {
  isTokenDue,
  tokenCookie,
  tokenMode,
  type TokenMode,
  tokenSetCookie,
  withToken,
} from "../token-mode/session-token";

/** These pages and everything below them need a session cookie. */
export const protectedPaths = ["/dashboard", "/settings", "/profile", "/admin"];

export interface GateRequest {
  method: string;
  /** Path and query, byte for byte as asked. */
  url: string;
  /** Returns a header by its lower-case name. */
  header: (name: string) => string | null;
}

export type Decision =
  | { outcome: "redirect"; location: string; status: 307 | 303 }
  /** The document was asked for under another name of this machine: /auth/canonical redirects it. */
  | { outcome: "other_name"; requestHeaders: Record<string, string> }
  | {
      outcome: "pass";
      /** Headers that the request is to have. */
      requestHeaders: Record<string, string>;
      responseHeaders: [name: string, value: string][];
      /** The status of the page, where it is not the page's to set. */
      status?: 503;
      /** Token mode, where the page reads a token and the request has no unexpired one: has it issued. */
      issueToken?: () => Promise<Decision>;
    };

type Pass = Extract<Decision, { outcome: "pass" }>;

/**
 * Returns the function that decides for each request: redirect it, or let it pass with which headers.
 *
 * A protected path needs a session cookie. The cookie proves nothing, so this only saves a render
 * and a call to Ory: every protected page calls its guard all the same. See
 * docs/decisions/0004-one-gate-two-adapters.md.
 */
export function createGate(
  env: Record<string, string | undefined>,
): (request: GateRequest) => Decision {
  // Once: a server's environment does not change.
  const origins = appOrigins(env);
  const mode = tokenMode(env);
  const policyFor = documentPolicies(env);

  return ({ method, url, header }) => {
    const asked = requestedPathOf(url);
    const [pathname = ""] = asked.split("?", 1);
    const cookie = header("cookie");
    const origin = originForHost(origins, header("host"));
    const read = method === "GET" || method === "HEAD";

    const requestHeaders: Record<string, string> = {
      [requestedPathHeader]: requestedPathValue(asked),
    };
    const isDocument = read && header("accept")?.includes("text/html");
    if (isDocument && isOtherName(origin, header("host"))) {
      return { outcome: "other_name", requestHeaders };
    }
    const isProtected = protectedPaths.some((path) => isUnder(pathname, path));
    // The client of a server action can't follow this redirect; the action's own guard sends one that it can.
    const isAction = !read && header("next-action") !== null;
    if (isProtected && !isAction && sessionCookieNames(cookie).length === 0) {
      const login = loginPath(returnTo(asked, { origins: [] }));
      // A 307 would have the browser post a form's content to the login page.
      return { outcome: "redirect", location: origin + login, status: read ? 307 : 303 };
    }

    // Next.js compares a server action's `Origin` with this header, which a proxy may have cut short.
    const formOrigin = origins.find((own) => own === header("origin")) ?? origin;
    requestHeaders["x-forwarded-host"] = new URL(formOrigin).host;

    const responseHeaders: [string, string][] = [];
    const policy = policyOf(pathname, header("rsc") !== null, () => policyFor(origin));
    if (policy) {
      // Next.js takes a document's nonce from the request.
      requestHeaders["content-security-policy"] = policy;
      responseHeaders.push(["content-security-policy", policy]);
    }
    if (isProtected) responseHeaders.push(["cache-control", "private, no-store"]);
    if (cookie?.includes(`${tokenCookie}=`) && mayChangeSession(method, pathname)) {
      responseHeaders.push(["set-cookie", hostOnlyCookie(expiredCookie(tokenCookie), origin)]);
    }
    const pass: Pass = { outcome: "pass", requestHeaders, responseHeaders };
    if (pathname === "/unavailable") {
      responseHeaders.push(["retry-after", "5"]);
      return { ...pass, status: 503 };
    }
    if (!mode || !isTokenDue(pathname, cookie)) return pass;
    return { ...pass, issueToken: () => passWithToken(pass, { cookie, origin, asked }, mode) };
  };
}

/** Where Ory issues none, leaves as the page would, so that an outage is not waited for twice. */
async function passWithToken(
  pass: Pass,
  { cookie, origin, asked }: { cookie: string | null; origin: string; asked: string },
  mode: TokenMode,
): Promise<Decision> {
  const minted = await mintToken(cookie, mode);
  if (minted.outcome !== "minted") {
    const leave = wayOut(minted.outcome, origin, returnTo(asked, { origins: [] }));
    return { outcome: "redirect", location: origin + leave, status: 307 };
  }
  return {
    ...pass,
    requestHeaders: { ...pass.requestHeaders, cookie: withToken(cookie, minted.value) },
    responseHeaders: [...pass.responseHeaders, ["set-cookie", tokenSetCookie(minted, origin)]],
  };
}

/** Programs' answers and Ory's own carry their policies themselves; files need none. */
function policyOf(pathname: string, navigation: boolean, document: () => string) {
  if (["/api/session", whoamiPath].includes(pathname)) return;
  const below = ["/_next/static", ...oryPaths.filter((path) => path !== whoamiPath)];
  if (below.some((path) => pathname.startsWith(`${path}/`))) return;
  return navigation ? noDocumentPolicy : document();
}

/** What a session token says may no longer be true after one of these. */
function mayChangeSession(method: string, pathname: string): boolean {
  return isUnder(pathname, "/self-service") || (method === "POST" && isUnder(pathname, "/auth"));
}
