import "server-only";
import { jsonError, sessionError } from "./api-errors";
import { sessionCredentials } from "../ory/credentials";
import { noDocumentPolicy } from "../server/csp";
import { env } from "../server/env";
import { isSameOrigin } from "../server/same-origin";
import { checkSession } from "./session";
import type { Session } from "./schema";

type Handler = (request: Request, session: Session) => Response | Promise<Response>;

/**
 * Guards a route handler for programs: `export const GET = withSession((request, session) => …)`.
 *
 * Without a session the answer is JSON, never a redirect: 401 `unauthenticated`, 403
 * `aal2_required`, 503 `unavailable`. A request by cookie that changes something (anything but GET
 * and HEAD) has to come from this site, else 403 `cross_origin`; a session token can't be sent by
 * another site's page, so it needs no such check.
 */
export function withSession(handler: Handler): (request: Request) => Promise<Response> {
  return async (request) => {
    const credentials = await sessionCredentials(request.headers);
    const changes = !["GET", "HEAD"].includes(request.method);
    if (changes && "cookie" in credentials && !isSameOrigin(request.headers, env().appOrigins)) {
      return jsonError(403, {
        code: "cross_origin",
        message: "A change by cookie has to come from this site's own pages.",
      });
    }
    const result = await checkSession(credentials);
    if (result.outcome !== "authenticated") return sessionError(result.outcome, request);
    const answer = await handler(request, result.session);
    // Headers of a redirect, or of an answer passed on, can't be changed: those of a copy can.
    const response = new Response(answer.body, answer);
    // What depends on a session belongs to one person.
    response.headers.set("cache-control", "private, no-store");
    response.headers.set("content-security-policy", noDocumentPolicy);
    return response;
  };
}
