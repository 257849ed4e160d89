import { withSession } from "@/lib/session";

/**
 * The session for programs, by cookie or by session token: 200 `{ session }`, or 401, 403, 503
 * with `{ error }`.
 */
export const GET = withSession((_request, session) => Response.json({ session }));
