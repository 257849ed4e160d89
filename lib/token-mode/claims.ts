import "server-only";
import { createLocalJWKSet, jwtVerify } from "jose";
import { LRUCache } from "lru-cache";
import { headers } from "next/headers";
import { cache } from "react";
import { z } from "zod";
import { env } from "../server/env";
import { sessionCookies } from "../ory/cookies";
import type { NoSession } from "../return-to/addresses";
import { getSession, leavePage, type ReturnOptions } from "../session/session";
import { type SessionClaims, timestamp } from "../session/schema";
import { heldToken, tokenBinding, tokenExpiry } from "./session-token";

type ClaimsResult = { outcome: "authenticated"; session: SessionClaims } | { outcome: NoSession };

/** What `ory/session-token.jsonnet` puts into a token, beside what Ory does itself. */
const tokenSchema = z
  .object({
    sub: z.string(),
    sid: z.string(),
    template: z.string(),
    email: z.string().optional(),
    username: z.string().optional(),
    aal: z.string(),
    amr: z.array(z.string()),
    session_issued_at: timestamp,
    session_authenticated_at: timestamp,
    session_expires_at: timestamp,
  })
  .transform((token) => ({
    template: token.template,
    session: {
      id: token.sid,
      active: true,
      issued_at: token.session_issued_at,
      authenticated_at: token.session_authenticated_at,
      expires_at: token.session_expires_at,
      authenticator_assurance_level: token.aal,
      authentication_methods: token.amr.map((method) => ({ method })),
      identity: { id: token.sub, traits: { email: token.email, username: token.username } },
    },
  }));

let keySet: ReturnType<typeof createLocalJWKSet> | undefined;

/**
 * Returns the claims of a session token, or nothing when it can't be believed: signed by none of
 * the configured keys, over, of another issuer or template, or not as expected. Never throws.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8725 (JSON Web Token best current practices)
 */
export async function verifyToken(token: string): Promise<SessionClaims | undefined> {
  const expected = env().sessionToken;
  if (!expected) return undefined;
  try {
    keySet ??= createLocalJWKSet(expected.jwks);
    const { payload } = await jwtVerify(token, keySet, {
      algorithms: expected.jwks.keys.map(({ alg }) => alg),
      issuer: expected.issuer,
      requiredClaims: ["exp"],
    });
    const { template, session } = tokenSchema.parse(payload);
    const isOver = Date.parse(session.expires_at) <= Date.now();
    return template === expected.template && !isOver ? session : undefined;
  } catch {
    return undefined;
  }
}

/**
 * What was verified, by the whole `Cookie` header that it came with, until the token or the session
 * is over: who sends the same again brings the same session, the same token and the same signature.
 */
const verified = new LRUCache<string, SessionClaims>({
  maxSize: 32 * 1024 * 1024,
  sizeCalculation: (_, header) => header.length,
  // A token is over by the clock, not by how long this machine has been running.
  perf: { now: () => Date.now() },
  ttlResolution: 0,
});

// Not a timer for each (`ttlAutopurge`): one that is made in a request holds that request.
setInterval(() => verified.purgeStale(), 60_000).unref();

/** Returns what the token cookie says of the very session cookie that came with it. */
async function heldClaims(): Promise<SessionClaims | undefined> {
  if (!env().sessionToken) return undefined;
  const cookie = (await headers()).get("cookie");
  if (!cookie) return undefined;
  const known = verified.get(cookie);
  if (known) return known;
  if (sessionCookies(cookie).length === 0) return undefined;
  const { binding, token } = heldToken(cookie);
  if (binding !== (await tokenBinding(cookie))) return undefined;
  const session = await verifyToken(token);
  if (!session) return undefined;
  const until = Math.min(tokenExpiry(token), Date.parse(session.expires_at));
  // 0 would be for ever.
  verified.set(cookie, session, { ttl: Math.max(1, until - Date.now()) });
  return session;
}

/**
 * Returns the outcome for the person who makes this request, with what a session token can say. In
 * token mode no call is made while the token is valid, so a revoked session is noticed after at
 * most its lifetime; without a valid one, and without token mode, it is `getSession()`'s.
 */
export const getClaims = cache(async (): Promise<ClaimsResult> => {
  const session = await heldClaims();
  return session ? { outcome: "authenticated", session } : getSession();
});

/**
 * Returns what a session token can say of the session of the person who makes this request, or
 * leaves the page as `requireSession()` does. For pages that need no more than that; what must not
 * be a minute old (an identity's data, a change) needs `requireSession()`.
 */
export async function requireClaims({ returnTo }: ReturnOptions = {}): Promise<SessionClaims> {
  const result = await getClaims();
  if (result.outcome === "authenticated") return result.session;
  return leavePage(result.outcome, returnTo);
}
