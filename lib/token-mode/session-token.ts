import {
  cookieValue,
  hostOnlyCookie,
  sessionCookieNames,
  sessionCookies,
  withoutCookie,
} from "../ory/cookies";
import { orySdkUrl } from "../server/ory-url";

/**
 * A cookie holds a token signed by Ory and the SHA-256 of its session cookie. No zod or jose here,
 * because the gate imports this. See docs/decisions/0008-session-tokens.md.
 */
export const tokenCookie = "session_token";

/** The pages that call `requireClaims()`. The gate has tokens issued only for these. */
const pagesWithClaims = ["/dashboard"];

const attributes = "Path=/; HttpOnly; SameSite=Lax";

export interface TokenMode {
  oryUrl: string;
  /** A template's name in Ory's `session.whoami.tokenizer.templates`. */
  template: string;
}

export function tokenMode(env: Record<string, string | undefined>): TokenMode | undefined {
  const template = env.ORY_SESSION_TOKEN_TEMPLATE;
  return template ? { template, oryUrl: orySdkUrl(env) } : undefined;
}

/** Returns the SHA-256, in hex, of the session cookies in a `Cookie` header. */
export async function tokenBinding(cookieHeader: string | null): Promise<string> {
  const bytes = new TextEncoder().encode(sessionCookies(cookieHeader).join("; "));
  const hash = await crypto.subtle.digest("SHA-256", bytes);
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The token cookie's parts, not verified. */
interface HeldToken {
  binding: string;
  token: string;
}

export function heldToken(cookieHeader: string | null): HeldToken {
  const value = cookieValue(cookieHeader, tokenCookie) ?? "";
  const dot = value.indexOf(".");
  return { binding: value.slice(0, Math.max(dot, 0)), token: value.slice(dot + 1) };
}

/** Returns a token's unverified expiry in milliseconds since 1970, or 0 if it names none. */
export function tokenExpiry(token: string): number {
  try {
    const [, payload = ""] = token.split(".");
    const claims = atob(payload.replaceAll("-", "+").replaceAll("_", "/"));
    const { exp } = JSON.parse(claims) as { exp?: unknown };
    return typeof exp === "number" ? exp * 1000 : 0;
  } catch {
    return 0;
  }
}

interface FreshToken {
  value: string;
  maxAgeSeconds: number;
}

/**
 * Returns true if the page reads the session token and the request has no unexpired one. With
 * several session cookies the page asks Ory which one is valid (lib/ory/live-cookies.ts).
 */
export function isTokenDue(pathname: string, cookieHeader: string | null): boolean {
  if (!pagesWithClaims.includes(pathname)) return false;
  if (sessionCookieNames(cookieHeader).length > 1) return false;
  return tokenExpiry(heldToken(cookieHeader).token) <= Date.now();
}

export function tokenSetCookie({ value, maxAgeSeconds }: FreshToken, origin: string): string {
  return hostOnlyCookie(`${tokenCookie}=${value}; Max-Age=${maxAgeSeconds}; ${attributes}`, origin);
}

/** Returns a `Cookie` header with the token, for the page of the same request. */
export function withToken(cookieHeader: string | null, value: string): string {
  return [...withoutCookie(cookieHeader, tokenCookie), `${tokenCookie}=${value}`].join("; ");
}
