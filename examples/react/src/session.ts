import * as z from "zod/mini";

const timestamp = z.iso.datetime({ offset: true });

/** The parts of Ory's session that this app relies on. */
const sessionSchema = z.object({
  id: z.string(),
  active: z.boolean(),
  issued_at: timestamp,
  /** Updated when the person proves their identity again. */
  authenticated_at: timestamp,
  expires_at: timestamp,
  /** `aal1`, or `aal2` with a second factor. */
  authenticator_assurance_level: z.string(),
  identity: z.object({
    id: z.string(),
    // The identity schema names the traits, so a session without an email is valid.
    traits: z.looseObject({ email: z.optional(z.string()) }),
  }),
});

export type Session = z.infer<typeof sessionSchema>;

/** An outage says nothing about the person. Never treat it as signed out. */
export type SessionResult =
  | { outcome: "authenticated"; session: Session }
  | { outcome: "anonymous" }
  | { outcome: "aal2_required" }
  | { outcome: "unavailable" };

/** Returns Ory's session, or another of the four outcomes, within 3 seconds. Never throws. */
export async function checkSession(): Promise<SessionResult> {
  try {
    const response = await get("/sessions/whoami");
    if (response.status === 401) return { outcome: "anonymous" };
    const answer: unknown = await response.json();
    if (response.status === 403) return { outcome: "aal2_required" };
    if (response.status !== 200) return { outcome: "unavailable" };
    const session = sessionSchema.parse(answer);
    const live = session.active && Date.parse(session.expires_at) > Date.now();
    return live ? { outcome: "authenticated", session } : { outcome: "anonymous" };
  } catch {
    // Connection refused, timed out, or an unreadable response.
    return { outcome: "unavailable" };
  }
}

const logoutSchema = z.object({ logout_token: z.string() });

/**
 * Revokes the session at Ory, which clears its cookie. Returns false if the session stays valid.
 * Other sites can't sign people out, because only this page can read the token for the second call.
 */
export async function endSession(): Promise<boolean> {
  try {
    const flow = await get("/self-service/logout/browser");
    if (flow.status === 401) return true;
    const { logout_token } = logoutSchema.parse(await flow.json());
    const query = new URLSearchParams({ token: logout_token });
    return (await get(`/self-service/logout?${query}`)).status === 204;
  } catch {
    return false;
  }
}

function get(path: string): Promise<Response> {
  return fetch(path, {
    headers: { accept: "application/json" },
    cache: "no-store",
    redirect: "manual",
    signal: AbortSignal.timeout(3_000),
  });
}
