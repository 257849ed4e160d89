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

/** The claims that `ory/session-token.jsonnet` adds to Ory's own. */
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
 * Returns a token's claims, or undefined if it is expired or if its signature, issuer, template or
 * shape is wrong. Never throws.
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

// Verified claims by the whole `Cookie` header: the same header has the same session and token.
const verified = new LRUCache<string, SessionClaims>({
  maxSize: 32 * 1024 * 1024,
  sizeCalculation: (_, header) => header.length,
  // Tokens expire by the wall clock, not by the machine's uptime.
  perf: { now: () => Date.now() },
  ttlResolution: 0,
});

// Not `ttlAutopurge`: a timer that is created in a request keeps that request alive.
setInterval(() => verified.purgeStale(), 60_000).unref();

/** Returns the token cookie's claims if the token belongs to the session cookie sent with it. */
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
  // A `ttl` of 0 would mean forever.
  verified.set(cookie, session, { ttl: Math.max(1, until - Date.now()) });
  return session;
}

/**
 * Returns the outcome for this request. With a valid token Ory isn't asked, so a revoked session
 * stays usable until the token expires.
 */
export const getClaims = cache(async (): Promise<ClaimsResult> => {
  const session = await heldClaims();
  return session ? { outcome: "authenticated", session } : getSession();
});

/**
 * Returns the token's claims, or redirects as `requireSession()` does. Use that for changes and for
 * data that must not be a minute old.
 */
export async function requireClaims({ returnTo }: ReturnOptions = {}): Promise<SessionClaims> {
  const result = await getClaims();
  if (result.outcome === "authenticated") return result.session;
  return leavePage(result.outcome, returnTo);
}
