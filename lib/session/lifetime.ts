import type { Session } from "./schema";

type Authenticated = Pick<Session, "authenticated_at">;

/** A session can't be extended beyond this age of its last sign-in. */
export const maxSessionAgeSeconds = 30 * 86_400;

/** Returns the seconds since the person last signed in or confirmed it. */
export function secondsSinceSignIn(session: Authenticated, now = Date.now()): number {
  return (now - Date.parse(session.authenticated_at)) / 1000;
}

export function isFresh(session: Authenticated, maxAgeSeconds: number, now = Date.now()): boolean {
  return secondsSinceSignIn(session, now) <= maxAgeSeconds;
}

export function mayExtend(session: Authenticated, now = Date.now()): boolean {
  return secondsSinceSignIn(session, now) < maxSessionAgeSeconds;
}
