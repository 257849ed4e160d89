import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import type { Credentials } from "../ory/credentials";
import { env } from "../server/env";
import { ory, type OryAnswer, withTimeout } from "../ory/client";
import { oryIsReady } from "../ory/ready";
import { sessionCookieNames } from "../ory/cookies";
import {
  type NoSession,
  refreshPath,
  secondFactorPath,
  setUpSecondFactorPath,
  unavailablePath,
  wayOut,
} from "../return-to/addresses";
import {
  appOrigin,
  oryCookies,
  redirectTo,
  requestedPath,
  safeReturnTo,
} from "../return-to/request";
import type { Destination } from "../return-to/return-to";
import { type Role, roleOf } from "./roles";
import { secondFactor } from "./second-factor";
import { isFresh } from "./lifetime";
import { type Session, sessionSchema } from "./schema";

/**
 * What a session check can find out. An outage is an outcome of its own: it says nothing about the
 * person, so it must never be treated as signed out.
 */
export type SessionResult =
  /** `now` is Ory's clock, in milliseconds: the session's times are compared with that alone. */
  | { outcome: "authenticated"; session: Session; now: number }
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
  const { signal } = withTimeout();
  let response: OryAnswer;
  try {
    response = await ory().toSession(
      "token" in credentials ? { xSessionToken: credentials.token } : credentials,
      { signal, validateStatus: () => true },
    );
  } catch (error) {
    return unavailable(String(error));
  }
  // A 401 has no stable error id, so the status alone decides.
  if (response.status === 401) {
    const isSo = await oryIsReady(env().orySdkUrl, signal);
    return isSo ? { outcome: "anonymous" } : unavailable("status 401, but it is not ready");
  }
  // Without a readable body it is not Ory that refuses but something in between.
  if (response.status === 403 && response.data !== undefined) return { outcome: "aal2_required" };
  const session = sessionSchema.safeParse(response.data);
  if (response.status !== 200 || !session.success) return unavailable(`status ${response.status}`);
  if (!session.data.active) return { outcome: "anonymous" };
  const now = Date.parse(String(response.headers.date)) || Date.now();
  return { outcome: "authenticated", session: session.data, now };
}

function unavailable(reason: string): SessionResult {
  console.error(`Ory does not say whose session this is: ${reason}`);
  return { outcome: "unavailable" };
}

/**
 * Returns the outcome for the person who makes this request. Ory is asked at most once per render,
 * however many components call this, and not at all without a session cookie. Never throws.
 */
export const getSession = cache(async (): Promise<SessionResult> =>
  checkSession({ cookie: await oryCookies() }),
);

export interface ReturnOptions {
  /** Where signing in leads back to: a path on this site. The address that was asked for if absent. */
  returnTo?: string;
}

/**
 * Returns the session of the person who makes this request, or leaves the page: signed out, to the
 * login page; second factor missing, to Ory's second step (both come back to this very address);
 * Ory unreachable, to `/unavailable`, with the session cookie kept.
 *
 * Call it first thing in every protected page, and nothing may stream above it: a redirect is a
 * real 307 only before the first byte.
 */
export async function requireSession({ returnTo }: ReturnOptions = {}): Promise<Session> {
  const result = await getSession();
  if (result.outcome === "authenticated") return result.session;
  return leavePage(result.outcome, returnTo);
}

/** Leaves a page without a session, as {@link requireSession} says. */
export async function leavePage(outcome: NoSession, returnTo?: string): Promise<never> {
  return redirectTo(wayOut(outcome, await appOrigin(), await destination(returnTo)));
}

async function destination(returnTo: string | undefined): Promise<Destination> {
  return returnTo === undefined ? requestedPath() : safeReturnTo(returnTo);
}

/**
 * Returns a session whose person signed in, or proved it again, within the last `maxAgeSeconds`;
 * the others are sent through Ory's refresh and back. Leaves the page as {@link requireSession}.
 *
 * @see https://www.ory.com/docs/kratos/session-management/refresh-extend-sessions
 */
export async function requireFreshSession({
  maxAgeSeconds,
  returnTo,
}: ReturnOptions & { maxAgeSeconds: number }): Promise<Session> {
  const result = await getSession();
  if (result.outcome !== "authenticated") return leavePage(result.outcome, returnTo);
  if (isFresh(result.session, maxAgeSeconds, result.now)) return result.session;
  return redirectTo(refreshPath(await appOrigin(), await destination(returnTo)));
}

/**
 * Returns a session with two factors (`aal2`). Who has a second factor is sent to use it and comes
 * back; who has none is led to `/settings/second-factor` to set one up: Ory's own second step would
 * be a page without a way on. Leaves the page as {@link requireSession}.
 *
 * @see https://www.ory.com/docs/kratos/mfa/step-up-authentication
 */
export async function requireAal2({ returnTo }: ReturnOptions = {}): Promise<Session> {
  const session = await requireSession({ returnTo });
  if (session.authenticator_assurance_level === "aal2") return session;
  const back = await destination(returnTo);
  switch (await secondFactor(await oryCookies())) {
    case "available":
      return redirectTo(secondFactorPath(await appOrigin(), back));
    case "none":
      return redirectTo(setUpSecondFactorPath(back));
    case "unavailable":
      return redirectTo(unavailablePath(back));
  }
}

/**
 * Returns a session whose person has this role now: Ory is asked at each view, in token mode too, so
 * who loses a role loses it at once. Who is signed in without it gets a 404, the same as for a page
 * that does not exist: what there is for others is nobody's business. Leaves the page as
 * {@link requireSession}.
 *
 * @see https://www.ory.com/docs/keto (Ory Permissions, for more than roles)
 */
export async function requireRole(role: Role, options: ReturnOptions = {}): Promise<Session> {
  const session = await requireSession(options);
  return roleOf(session.identity) === role ? session : notFound();
}
