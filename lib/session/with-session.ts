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
 * Guards an API route handler: `export const GET = withSession((request, session) => …)`. Without a
 * session it responds with JSON: 401, 403 or 503. A change by cookie must come from this site;
 * other sites' pages can't send a session token.
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
    // The headers of a redirect or a forwarded response are immutable, so copy it.
    const response = new Response(answer.body, answer);
    // A response that depends on a session must not be shared.
    response.headers.set("cache-control", "private, no-store");
    response.headers.set("content-security-policy", noDocumentPolicy);
    return response;
  };
}
