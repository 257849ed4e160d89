import type { Session } from "./schema";

type Authenticated = Pick<Session, "authenticated_at">;

/** However often it is extended, a session ends this long after its last sign-in. */
export const maxSessionAgeSeconds = 30 * 86_400;

/** Returns how long ago the person last proved who they are, in seconds. */
export function secondsSinceSignIn(session: Authenticated, now = Date.now()): number {
  return (now - Date.parse(session.authenticated_at)) / 1000;
}

/** Tells whether a session was authenticated within the last `maxAgeSeconds`. */
export function isFresh(session: Authenticated, maxAgeSeconds: number, now = Date.now()): boolean {
  return secondsSinceSignIn(session, now) <= maxAgeSeconds;
}

/** Tells whether a session is young enough to be extended once more. */
export function mayExtend(session: Authenticated, now = Date.now()): boolean {
  return secondsSinceSignIn(session, now) < maxSessionAgeSeconds;
}
