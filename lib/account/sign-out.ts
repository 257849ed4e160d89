import "server-only";
import { z } from "zod";
import { env } from "../server/env";
import { ory, withTimeout } from "../ory/client";
import { cookieCandidates } from "../ory/cookies";
import { oryIsReady } from "../ory/ready";

type SignOutResult =
  /** `setCookies` are Ory's own `Set-Cookie` lines. */
  { outcome: "signed_out"; setCookies: string[] } | { outcome: "unavailable" };

const logoutFlowSchema = z.object({ logout_token: z.string() });

/** Revokes a session, even before its second step. Never throws; it may still be active. */
export async function signOut(cookieHeader: string | null): Promise<SignOutResult> {
  // Revoke every session of the request: nobody could revoke the others later. In sequence, because
  // two cookies may carry the same session.
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
