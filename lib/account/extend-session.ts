import "server-only";
import { z } from "zod";
import { ory, withTimeout } from "../ory/client";
import { oryAdmin } from "../ory/admin";
import { liveOryCookies } from "../ory/live-cookies";
import { checkSession } from "../session/session";
import { mayExtend } from "../session/lifetime";

type ExtendResult =
  /** The session now lasts a whole lifespan from now; the cookies carry that to the browser. */
  | { outcome: "extended"; setCookies: string[] }
  /** No admin access, the sign-in is too old, or the second step is still to come. */
  | { outcome: "refused" }
  | { outcome: "anonymous" }
  | { outcome: "unavailable" };

const cookiesSchema = z.array(z.string()).default([]);

/**
 * Extends the session that a `Cookie` header carries by Ory's `session.lifespan`. Outside of Ory's
 * `session.earliest_possible_extend` Ory changes nothing, and says so to nobody. Never throws.
 *
 * @see https://www.ory.com/docs/kratos/session-management/refresh-extend-sessions
 */
export async function extendSession(cookieHeader: string | null): Promise<ExtendResult> {
  const cookie = await liveOryCookies(cookieHeader);
  const result = await checkSession({ cookie });
  if (result.outcome === "aal2_required") return { outcome: "refused" };
  if (result.outcome !== "authenticated") return result;
  const admin = oryAdmin();
  if (!admin || !mayExtend(result.session, result.now)) return { outcome: "refused" };
  try {
    await admin.extendSession({ id: result.session.id }, withTimeout());
    // Ory sends the cookie's new expiry with the next whoami, and only then.
    const { headers } = await ory().toSession({ cookie }, withTimeout());
    return { outcome: "extended", setCookies: cookiesSchema.parse(headers["set-cookie"]) };
  } catch {
    return { outcome: "unavailable" };
  }
}
