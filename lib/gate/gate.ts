import { mintToken, type MintResult } from "../token-mode/mint-token";
import { isUnder } from "../ory/paths";
import { sessionCookieNames } from "../ory/cookies";
import { loginPath, wayOut } from "../return-to/addresses";
import { returnTo } from "../return-to/return-to";
import { heldToken, tokenExpiry, type TokenMode } from "../token-mode/session-token";

/** These pages and everything below them are for people who are signed in. */
const protectedPaths = ["/dashboard", "/settings", "/profile", "/admin"];

/** Of these, the ones that ask Ory at each view: a token would be a call more, not one less. */
const askingPaths = [
  "/settings",
  "/profile",
  "/admin",
  "/dashboard/confidential",
  "/dashboard/client",
];

/** Tells whether a page is for people who are signed in. */
export function isProtected(pathname: string): boolean {
  return protectedPaths.some((path) => isUnder(pathname, path));
}

interface GateRequest {
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
export function gate({ pathname, search, cookie }: GateRequest): string | undefined {
  if (!isProtected(pathname)) return undefined;
  if (sessionCookieNames(cookie).length > 0) return undefined;
  return loginPath(returnTo(pathname + search, { origins: [] }));
}

/** Tells whether the page uses a token, and the request brings none that is not over. */
function isTokenDue({ pathname, cookie }: GateRequest): boolean {
  if (!isProtected(pathname) || askingPaths.some((path) => isUnder(pathname, path))) return false;
  return tokenExpiry(heldToken(cookie).token) <= Date.now();
}

/** Tells whether {@link gate} or, in token mode, {@link tokenGate} would do more than let it pass. */
export function isGateNeeded(request: GateRequest, mode: TokenMode | undefined): boolean {
  return gate(request) !== undefined || (mode !== undefined && isTokenDue(request));
}

interface TokenGateRequest extends GateRequest {
  /** The origin of this app that the request came in by. */
  origin: string;
}

type TokenGateResult =
  | { redirectTo: string }
  | Extract<MintResult, { outcome: "minted" }>
  /** There is nothing to do: the page needs no token, or has one. */
  | undefined;

/**
 * Token mode's part of the gate, for a request that {@link gate} let pass: has a token made for a
 * page that uses one, unless the request brings one that is not over. Whether that is genuine, and
 * of this very session, is the page's to verify: a wrong one costs a call to Ory there. When Ory
 * makes none, the request is sent where its page would send it, so that an outage is not waited
 * for twice.
 */
export async function tokenGate(
  request: TokenGateRequest,
  mode: TokenMode,
): Promise<TokenGateResult> {
  if (!isTokenDue(request)) return undefined;
  const minted = await mintToken(request.cookie, mode);
  if (minted.outcome === "minted") return minted;
  const destination = returnTo(request.pathname + request.search, { origins: [] });
  return { redirectTo: wayOut(minted.outcome, request.origin, destination) };
}
