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

/** Never treat `unavailable` as signed out: an outage says nothing about the person. */
export type SessionResult =
  /** Compare the session's times only with `now`, Ory's clock in milliseconds. */
  | { outcome: "authenticated"; session: Session; now: number }
  /** No credentials, or Ory rejects them (401), or the session is inactive. */
  | { outcome: "anonymous" }
  /** Signed in, but the account's second factor wasn't used yet (403). */
  | { outcome: "aal2_required" }
  /** Ory is unreachable or too slow, or sent 429, 5xx or an unreadable response. */
  | { outcome: "unavailable" };

/** Asks Ory whose session this is, for 3 seconds at most. Never throws. */
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
  // A 403 without a readable body comes from something in front of Ory.
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

/** Returns the outcome for this request. Asks Ory at most once per render. Never throws. */
export const getSession = cache(async (): Promise<SessionResult> =>
  checkSession({ cookie: await oryCookies() }),
);

export interface ReturnOptions {
  /** A path on this site to return to. Default: the requested address. */
  returnTo?: string;
}

/**
 * Returns the current session, or redirects: to the login page, to Ory's second step (both then
 * return to this URL), or in an outage to `/unavailable`. Call it first in every protected page: a
 * redirect is a real 307 only before the first byte
 * (docs/decisions/0007-no-streaming-above-a-check.md).
 */
export async function requireSession({ returnTo }: ReturnOptions = {}): Promise<Session> {
  const result = await getSession();
  if (result.outcome === "authenticated") return result.session;
  return leavePage(result.outcome, returnTo);
}

export async function leavePage(outcome: NoSession, returnTo?: string): Promise<never> {
  return redirectTo(wayOut(outcome, await appOrigin(), await destination(returnTo)));
}

async function destination(returnTo: string | undefined): Promise<Destination> {
  return returnTo === undefined ? requestedPath() : safeReturnTo(returnTo);
}

/** Returns a session with a sign-in within `maxAgeSeconds`, or redirects to a refresh. */
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
 * Returns a session with two factors, or redirects to use or set up the second one: without one,
 * Ory's second step is a dead end.
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
 * Returns a session of a person with this role. Always asks Ory, so a revoked role takes effect on
 * the next request. Responds with 404 so the page's existence isn't disclosed.
 * @see https://www.ory.com/docs/keto (Ory Permissions, for more than roles)
 */
export async function requireRole(role: Role, options: ReturnOptions = {}): Promise<Session> {
  const session = await requireSession(options);
  return roleOf(session.identity) === role ? session : notFound();
}
