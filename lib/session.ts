import "server-only";
import { redirect } from "next/navigation";
import { cache } from "react";
import type { Credentials } from "./credentials";
import { loginPath, unavailablePath } from "./gate";
import { ory, type OryAnswer, withTimeout } from "./ory";
import { sessionCookieNames } from "./ory-cookies";
import { appOrigin, oryCookies, requestedPath } from "./request";
import { type Session, sessionSchema } from "./session-schema";

/**
 * What a session check can find out. An outage is an outcome of its own: it says nothing about the
 * person, so it must never be treated as signed out.
 */
export type SessionResult =
  | { outcome: "authenticated"; session: Session }
  /** Nobody is signed in: no credentials, or Ory does not accept them (401), or not active. */
  | { outcome: "anonymous" }
  /** Signed in, but the account has a second factor that was not used yet (403). */
  | { outcome: "aal2_required" }
  /** Ory could not be asked: unreachable, too slow, 429, 5xx or an unreadable answer. */
  | { outcome: "unavailable" };

/**
 * Asks Ory whose session this is.
 *
 * @param credentials Ory's cookies, or a session token (never both: an explicit token wins).
 * @returns One of the four outcomes, after 3 seconds at most. Never throws.
 * @see https://www.ory.com/docs/reference/api#tag/frontend/operation/toSession
 */
export async function checkSession(credentials: Credentials): Promise<SessionResult> {
  if ("cookie" in credentials && sessionCookieNames(credentials.cookie).length === 0) {
    return { outcome: "anonymous" };
  }
  let response: OryAnswer;
  try {
    response = await ory().toSession(
      "token" in credentials ? { xSessionToken: credentials.token } : credentials,
      { ...withTimeout(), validateStatus: () => true },
    );
  } catch {
    return { outcome: "unavailable" };
  }
  // A 401 has no stable error id, so the status alone decides.
  if (response.status === 401) return { outcome: "anonymous" };
  if (response.status === 403) return { outcome: "aal2_required" };
  const session = sessionSchema.safeParse(response.data);
  if (response.status !== 200 || !session.success) return { outcome: "unavailable" };
  const live = session.data.active && Date.parse(session.data.expires_at) > Date.now();
  return live ? { outcome: "authenticated", session: session.data } : { outcome: "anonymous" };
}

/**
 * Returns the outcome for the person who makes this request. Ory is asked at most once per render,
 * however many components call this, and not at all without a session cookie. Never throws.
 */
export const getSession = cache(async (): Promise<SessionResult> =>
  checkSession({ cookie: await oryCookies() }),
);

/**
 * Returns the session of the person who makes this request, or leaves the page: signed out, to the
 * login page; second factor missing, to Ory's second step (both come back to this very address);
 * Ory unreachable, to `/unavailable`, with the session cookie kept.
 *
 * Call it first thing in every protected page, and nothing may stream above it: a redirect is a
 * real 307 only before the first byte.
 */
export async function requireSession(): Promise<Session> {
  const result = await getSession();
  switch (result.outcome) {
    case "authenticated":
      return result.session;
    case "anonymous":
      return redirect(loginPath(await requestedPath()));
    case "aal2_required":
      return redirect(secondFactorPath(await appOrigin(), await requestedPath()));
    case "unavailable":
      return redirect(unavailablePath(await requestedPath()));
  }
}

/**
 * Returns the address of Ory's second step. The address that Ory's own 403 names lacks the
 * `return_to`, and the plain login page would only say "already signed in".
 */
export function secondFactorPath(origin: string, returnTo: string): string {
  const query = new URLSearchParams({
    aal: "aal2",
    return_to: new URL(returnTo, origin).toString(),
  });
  return `/self-service/login/browser?${query.toString()}`;
}
