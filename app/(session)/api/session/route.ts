import { withSession } from "@/lib/session";

/**
 * Responds to cookies or a session token with `{ session }`, or with `{ error }` and 401, 403 or
 * 503.
 */
export const GET = withSession((_request, session) => Response.json({ session }));
