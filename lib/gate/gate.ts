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
  /** Path and query, byte for byte as requested. */
  url: string;
  header: (name: string) => string | null;
}

export type Decision =
  | { outcome: "redirect"; location: string; status: 307 | 303 }
  /** The document was requested under an alias of this machine: /auth/canonical redirects it. */
  | { outcome: "other_name"; requestHeaders: Record<string, string> }
  | {
      outcome: "pass";
      requestHeaders: Record<string, string>;
      responseHeaders: [name: string, value: string][];
      status?: 503;
      /** Token mode: set if the page reads a token and the request has no unexpired one. */
      issueToken?: () => Promise<Decision>;
    };

type Pass = Extract<Decision, { outcome: "pass" }>;

/**
 * Returns the function that redirects each request or lets it pass. Security: it doesn't verify the
 * session cookie, so every page calls its guard (docs/decisions/0004-one-gate-two-adapters.md).
 */
export function createGate(
  env: Record<string, string | undefined>,
): (request: GateRequest) => Decision {
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
    // A server action's client can't follow this redirect. The action's own guard sends another.
    const isAction = !read && header("next-action") !== null;
    if (isProtected && !isAction && sessionCookieNames(cookie).length === 0) {
      const login = loginPath(returnTo(asked, { origins: [] }));
      // A 307 would make the browser post the form to the login page.
      return { outcome: "redirect", location: origin + login, status: read ? 307 : 303 };
    }

    // Next.js compares an action's `Origin` with this header, which a proxy may have shortened.
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

/** Without a token, redirects as the page would, so that an outage isn't waited for twice. */
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

/** API responses and Ory's responses set their own policies; files need none. */
function policyOf(pathname: string, navigation: boolean, document: () => string) {
  if (["/api/session", whoamiPath].includes(pathname)) return;
  const below = ["/_next/static", ...oryPaths.filter((path) => path !== whoamiPath)];
  if (below.some((path) => pathname.startsWith(`${path}/`))) return;
  return navigation ? noDocumentPolicy : document();
}

/** Returns true if the request may outdate the session token. */
function mayChangeSession(method: string, pathname: string): boolean {
  return isUnder(pathname, "/self-service") || (method === "POST" && isUnder(pathname, "/auth"));
}
