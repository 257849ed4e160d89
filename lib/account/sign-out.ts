import "server-only";
import { z } from "zod";
import { env } from "../server/env";
import { ory, withTimeout } from "../ory/client";
import { cookieCandidates } from "../ory/cookies";
import { oryIsReady } from "../ory/ready";

type SignOutResult =
  /** The session is over, now or already; `setCookies` are Ory's own `Set-Cookie` headers. */
  { outcome: "signed_out"; setCookies: string[] } | { outcome: "unavailable" };

const logoutFlowSchema = z.object({ logout_token: z.string() });

/**
 * Ends the session that a `Cookie` header carries, also one whose second step is still to come.
 * Never throws; `unavailable` means that Ory could not be asked and the session lives on.
 *
 * @see https://www.ory.com/docs/kratos/self-service/flows/user-logout
 */
export async function signOut(cookieHeader: string | null): Promise<SignOutResult> {
  // Every session that the request carries: one that is left could not be ended by anybody. One after
  // the other, because two cookies may carry the same session.
  const results: SignOutResult[] = [];
  for (const cookie of cookieCandidates(cookieHeader)) results.push(await signOutOne(cookie));
  return results.find(({ outcome }) => outcome === "unavailable") ?? results[0] ?? none;
}

const none: SignOutResult = { outcome: "signed_out", setCookies: [] };

async function signOutOne(cookie: string): Promise<SignOutResult> {
  const options = { ...withTimeout(), validateStatus: () => true };
  try {
    const flow = await ory().createBrowserLogoutFlow({ cookie }, options);
    if (flow.status === 401 && (await oryIsReady(env().orySdkUrl, options.signal))) {
      return none;
    }
    const { logout_token } = logoutFlowSchema.parse(flow.data);
    const done = await ory().updateLogoutFlow({ token: logout_token, cookie }, options);
    if (done.status !== 204) return { outcome: "unavailable" };
    return { outcome: "signed_out", setCookies: done.headers["set-cookie"] ?? [] };
  } catch {
    return { outcome: "unavailable" };
  }
}
