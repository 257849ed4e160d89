import {
  cookieValue,
  hostOnlyCookie,
  sessionCookieNames,
  sessionCookies,
  withoutCookie,
} from "../ory/cookies";
import { orySdkUrl } from "../server/ory-url";

/**
 * Token mode: a signed session token of Ory's, kept in a cookie together with the SHA-256 of the
 * session cookie that it was made for. Free of zod and jose, because the gate uses it.
 *
 * @see https://www.ory.com/docs/identities/session-to-jwt-cors
 */
export const tokenCookie = "session_token";

/** The pages that call `requireClaims()`: for these, and no others, the gate has a token issued. */
const pagesWithClaims = ["/dashboard"];

const attributes = "Path=/; HttpOnly; SameSite=Lax";

export interface TokenMode {
  /** Ory's public URL, without a slash at its end. */
  oryUrl: string;
  /** The template's name in Ory's `session.whoami.tokenizer.templates`. */
  template: string;
}

/** Returns what the gate needs to know of token mode, or nothing while it is off. */
export function tokenMode(env: Record<string, string | undefined>): TokenMode | undefined {
  const template = env.ORY_SESSION_TOKEN_TEMPLATE;
  return template ? { template, oryUrl: orySdkUrl(env) } : undefined;
}

/** Returns what a token is bound to: the SHA-256, in hex, of the session cookies in a `Cookie` header. */
export async function tokenBinding(cookieHeader: string | null): Promise<string> {
  const bytes = new TextEncoder().encode(sessionCookies(cookieHeader).join("; "));
  const hash = await crypto.subtle.digest("SHA-256", bytes);
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A token as its cookie holds it; whatever a cookie says of itself is still to be checked. */
interface HeldToken {
  binding: string;
  token: string;
}

/** Returns what the token cookie in a `Cookie` header holds; empty where there is none. */
export function heldToken(cookieHeader: string | null): HeldToken {
  const value = cookieValue(cookieHeader, tokenCookie) ?? "";
  const dot = value.indexOf(".");
  return { binding: value.slice(0, Math.max(dot, 0)), token: value.slice(dot + 1) };
}

/** Returns when a token expires, in milliseconds since 1970, as it says itself; 0 if it says nothing. */
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
  /** The token cookie's content. */
  value: string;
  maxAgeSeconds: number;
}

/**
 * Returns true if the page reads the session token and the request has no unexpired one. With several
 * session cookies no token is issued: the page asks Ory which one is valid (lib/ory/live-cookies.ts).
 */
export function isTokenDue(pathname: string, cookieHeader: string | null): boolean {
  if (!pagesWithClaims.includes(pathname)) return false;
  if (sessionCookieNames(cookieHeader).length > 1) return false;
  return tokenExpiry(heldToken(cookieHeader).token) <= Date.now();
}

/** Returns the `Set-Cookie` that keeps a token in the browser for as long as it is valid. */
export function tokenSetCookie({ value, maxAgeSeconds }: FreshToken, origin: string): string {
  return hostOnlyCookie(`${tokenCookie}=${value}; Max-Age=${maxAgeSeconds}; ${attributes}`, origin);
}

/** Returns a `Cookie` header with the token in it: the page of the very same request reads it. */
export function withToken(cookieHeader: string | null, value: string): string {
  return [...withoutCookie(cookieHeader, tokenCookie), `${tokenCookie}=${value}`].join("; ");
}
