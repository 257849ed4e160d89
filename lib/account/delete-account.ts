import "server-only";
import { env } from "../server/env";
import { withTimeout } from "../ory/client";
import { oryAdmin } from "../ory/admin";
import { liveOryCookies } from "../ory/live-cookies";
import type { NoSession } from "../return-to/addresses";
import { checkSession } from "../session/session";
import { isFresh } from "../session/lifetime";

type DeleteResult =
  /** Ory deletes the identity, its credentials and its sessions together. */
  | { outcome: "deleted" }
  | { outcome: "not_fresh" }
  | { outcome: "not_offered" }
  /** Nothing was deleted, unless the connection to Ory broke just afterwards. */
  | { outcome: NoSession };

/**
 * Deletes the account if the sign-in is recent. Never throws. Delete the app's own data about the
 * person here, before the identity: people can retry, but orphaned data can't be found again.
 */
export async function deleteAccount(cookieHeader: string | null): Promise<DeleteResult> {
  const admin = oryAdmin();
  if (!admin) return { outcome: "not_offered" };
  const cookie = await liveOryCookies(cookieHeader);
  const result = await checkSession({ cookie });
  if (result.outcome !== "authenticated") return result;
  const { session, now } = result;
  if (!isFresh(session, env().privilegedSessionMaxAgeSeconds, now)) return { outcome: "not_fresh" };
  try {
    const options = { ...withTimeout(), validateStatus: () => true };
    const { status } = await admin.deleteIdentity({ id: session.identity.id }, options);
    if (status === 204) return { outcome: "deleted" };
    // On a double submit the first request deleted it, and the session is gone too.
    if (status === 404 && (await checkSession({ cookie })).outcome === "anonymous") {
      return { outcome: "deleted" };
    }
    console.error(`Ory does not delete an identity: status ${status}`);
  } catch (error) {
    console.error(`Ory does not delete an identity: ${String(error)}`);
  }
  return { outcome: "unavailable" };
}
