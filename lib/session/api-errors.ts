import "server-only";
import { originForHost } from "../server/app-url";
import { noDocumentPolicy } from "../server/csp";
import { env } from "../server/env";
import { secondFactorPath } from "../return-to/addresses";
import { safeReturnTo } from "../return-to/request";
import type { SessionResult } from "./session";

type Failure = Exclude<SessionResult["outcome"], "authenticated">;

/** Returns a JSON error. The request's `return_to` is the destination after the second step. */
export function sessionError(outcome: Failure, request: Request): Response {
  switch (outcome) {
    case "anonymous":
      return jsonError(401, {
        code: "unauthenticated",
        message: "Nobody is signed in. Send Ory's session cookie or a session token.",
      });
    case "aal2_required": {
      const origin = originForHost(env().appOrigins, request.headers.get("host"));
      const returnTo = safeReturnTo(new URL(request.url).searchParams.get("return_to"));
      return jsonError(403, {
        code: "aal2_required",
        message: "The account's second factor is still to be confirmed: open redirect_to.",
        redirect_to: new URL(secondFactorPath(origin, returnTo), origin).toString(),
      });
    }
    case "unavailable":
      return jsonError(
        503,
        {
          code: "unavailable",
          message: "Ory can't be reached. This says nothing about the session: try again.",
        },
        { "retry-after": "5" },
      );
  }
}

export function jsonError(
  status: number,
  error: { code: string; message: string; redirect_to?: string },
  headers: Record<string, string> = {},
): Response {
  return Response.json(
    { error },
    {
      status,
      headers: {
        "cache-control": "private, no-store",
        "content-security-policy": noDocumentPolicy,
        ...headers,
      },
    },
  );
}
