import "server-only";
import { env } from "../server/env";
import { withTimeout } from "../ory/client";
import { oryAdmin } from "../ory/admin";
import { liveOryCookies } from "../ory/live-cookies";
import type { NoSession } from "../return-to/addresses";
import { checkSession } from "../session/session";
import { isFresh } from "../session/lifetime";

type DeleteResult =
  /** Identity, credentials and every session of it are gone: Ory deletes them as one. */
  | { outcome: "deleted" }
  /** The sign-in is too old for this. */
  | { outcome: "not_fresh" }
  /** There is no admin access to delete with. */
  | { outcome: "not_offered" }
  /** Nothing was deleted, unless Ory was cut off just when it had. */
  | { outcome: NoSession };

/**
 * Deletes the account behind a `Cookie` header, for whoever signed in a short while ago. What the
 * app keeps about the person elsewhere is to be deleted here, first: this can be tried again, what
 * belongs to nobody can't be found again. Never throws.
 *
 * @see https://www.ory.com/docs/reference/api#tag/identity/operation/deleteIdentity
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
    // Sent twice, and the first one did it: then the session is gone as well.
    if (status === 404 && (await checkSession({ cookie })).outcome === "anonymous") {
      return { outcome: "deleted" };
    }
    console.error(`Ory does not delete an identity: status ${status}`);
  } catch (error) {
    console.error(`Ory does not delete an identity: ${String(error)}`);
  }
  return { outcome: "unavailable" };
}
