import "server-only";
import { z } from "zod";
import { ory, withTimeout } from "../ory/client";
import { oryAdmin } from "../ory/admin";
import { liveOryCookies } from "../ory/live-cookies";
import { checkSession } from "../session/session";
import { mayExtend } from "../session/lifetime";

type ExtendResult =
  /** The session lasts a full lifespan from now. The cookies carry its new expiry. */
  | { outcome: "extended"; setCookies: string[] }
  /** No admin access, a sign-in that is too old, or a missing second step. */
  | { outcome: "refused" }
  | { outcome: "anonymous" }
  | { outcome: "unavailable" };

const cookiesSchema = z.array(z.string()).default([]);

/**
 * Extends the session by Ory's `session.lifespan`. Never throws. Ory silently does nothing outside
 * its `session.earliest_possible_extend`.
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
    // Ory sends the cookie's new expiry only with the next whoami.
    const { headers } = await ory().toSession({ cookie }, withTimeout());
    return { outcome: "extended", setCookies: cookiesSchema.parse(headers["set-cookie"]) };
  } catch {
    return { outcome: "unavailable" };
  }
}
