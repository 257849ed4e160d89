import "server-only";
import { appOrigins, originForHost } from "../server/app-url";
import { noDocumentPolicy } from "../server/csp";
import { documentPolicies } from "../server/document-policy";
import { isGateNeeded, isProtected } from "./gate";
import { onRequest } from "../server/requests";
import { tokenMode } from "../token-mode/session-token";

const policyHeader = "content-security-policy";

/** What the middleware's first matcher says; that one has to be a constant of its own. */
const middlewarePath =
  /^\/(?!_next\/static\/|api\/session$|self-service\/|sessions\/whoami$|\.well-known\/ory\/|\.ory\/|ui\/)/;

/**
 * From now on this server gives each request its Content-Security-Policy as it comes in, where that
 * is all that the middleware would do. The matchers of the middleware leave out what has one: to go
 * through the Edge sandbox costs a server more than a quarter of a page (docs/performance.md).
 *
 * Without this, in development and on hosts that run the middleware elsewhere, it does all of it.
 */
export function spareMiddleware(env: Record<string, string | undefined> = process.env): void {
  const origins = appOrigins(env);
  const mode = tokenMode(env);
  const policyFor = documentPolicies(env);
  onRequest(({ headers, url = "" }, response) => {
    // A client's own would be taken for ours.
    Reflect.deleteProperty(headers, policyHeader);
    const [pathname = ""] = url.split("?", 1);
    // What /unavailable answers is the middleware's to set.
    if (!middlewarePath.test(pathname) || pathname === "/unavailable") return;
    if (isGateNeeded({ pathname, search: "", cookie: headers.cookie ?? null }, mode)) return;
    const origin = originForHost(origins, headers.host ?? null);
    const policy = headers.rsc ? noDocumentPolicy : policyFor(origin);
    // Next.js takes a document's nonce from the request.
    headers[policyHeader] = policy;
    response.setHeader(policyHeader, policy);
    if (isProtected(pathname)) response.setHeader("cache-control", "private, no-store");
  });
}
