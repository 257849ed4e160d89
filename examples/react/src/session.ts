import * as z from "zod/mini";

const timestamp = z.iso.datetime({ offset: true });

/** What this app relies on in Ory's session. */
const sessionSchema = z.object({
  id: z.string(),
  active: z.boolean(),
  issued_at: timestamp,
  /** Moves when the person proves again who they are. */
  authenticated_at: timestamp,
  expires_at: timestamp,
  /** `aal1`, or `aal2` with a second factor. */
  authenticator_assurance_level: z.string(),
  identity: z.object({
    id: z.string(),
    // What a trait is called is the identity schema's business: a session without an email is one.
    traits: z.looseObject({ email: z.optional(z.string()) }),
  }),
});

export type Session = z.infer<typeof sessionSchema>;

/** An outage says nothing about the person: it must never be treated as signed out. */
export type SessionResult =
  | { outcome: "authenticated"; session: Session }
  | { outcome: "anonymous" }
  | { outcome: "aal2_required" }
  | { outcome: "unavailable" };

/** Asks Ory who is signed in here. Returns one of the four outcomes within 3 seconds; never throws. */
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
    // Refused, too slow, or an answer that can't be read.
    return { outcome: "unavailable" };
  }
}

const logoutSchema = z.object({ logout_token: z.string() });

/**
 * Ends the session at Ory, which clears its cookie. The token in the second call is what keeps
 * another site from signing people out: only this page can read it.
 *
 * @returns Whether the session is over, now or already. False means that it lives on.
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
