import { sessionError } from "@/lib/api-errors";
import { sessionCredentials } from "@/lib/credentials";
import { checkSession } from "@/lib/session";

/**
 * The session for programs, by cookie or by session token: 200 `{ session }`, or 401, 403, 503
 * with `{ error }`.
 */
export async function GET(request: Request): Promise<Response> {
  const result = await checkSession(sessionCredentials(request.headers));
  if (result.outcome !== "authenticated") return sessionError(result.outcome, request.headers);
  return Response.json(
    { session: result.session },
    { headers: { "cache-control": "private, no-store" } },
  );
}
