import { withSession } from "@/lib/session";

/** Accepts cookies or a session token. Responds with `{ session }`, or `{ error }`. */
export const GET = withSession((_request, session) => Response.json({ session }));
