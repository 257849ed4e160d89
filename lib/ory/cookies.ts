/** `ory_session_<project>`, or Kratos's default name `ory_kratos_session`. */
const sessionCookie = /^ory_(session_.+|kratos_session)$/;

export function isSessionCookieName(name: string): boolean {
  return sessionCookie.test(name);
}

/** Returns Ory's cookies: session, CSRF and flow state. No others may be sent to Ory. */
export function onlyOryCookies(header: string | null): string {
  return pairs(header)
    .filter(([name]) => name.startsWith("ory_") || name.startsWith("csrf_token_"))
    .map(([, pair]) => asOryWrote(pair))
    .join("; ");
}

/** Parent domains alone can't explain more cookies of one name. */
const maxCandidates = 4;

/**
 * Returns {@link onlyOryCookies} once for each of several session cookies with the same name,
 * because Ory reads only the first.
 */
export function cookieCandidates(header: string | null): string[] {
  const all = onlyOryCookies(header);
  const parts = pairs(all);
  const names = parts.map(([name]) => name);
  const twice = names.find(
    (name, index) => isSessionCookieName(name) && names.indexOf(name) !== index,
  );
  if (twice === undefined) return [all];
  const own = parts.filter(([name, pair]) => name === twice && pair !== `${name}=`);
  const others = parts.filter(([name]) => name !== twice).map(([, pair]) => pair);
  return own.slice(0, maxCandidates).map(([, pair]) => [pair, ...others].join("; "));
}

/** Returns the session cookies (`name=value`) in a `Cookie` header. Empty ones don't count. */
export function sessionCookies(header: string | null): string[] {
  return sessionPairs(header).map(([, pair]) => asOryWrote(pair));
}

export function sessionCookieNames(header: string | null): string[] {
  return sessionPairs(header).map(([name]) => name);
}

// Undoes Next.js's encoding of cookies on the page that a server action redirects to. Ory's values
// are Base64 and Ory doesn't decode them.
function asOryWrote(pair: string): string {
  return pair.replace(/%(?:3D|2B|2F)/gi, decodeURIComponent);
}

/** Returns a cookie's value, not decoded. */
export function cookieValue(header: string | null, name: string): string | undefined {
  return pairs(header)
    .find(([candidate]) => candidate === name)?.[1]
    .slice(name.length + 1);
}

export function withoutCookie(header: string | null, name: string): string[] {
  return pairs(header)
    .filter(([candidate, pair]) => candidate !== name && pair !== "")
    .map(([, pair]) => pair);
}

export function withSetCookies(header: string, setCookies: readonly string[]): string {
  const set = setCookies.flatMap((cookie) => pairs(cookie.split(";", 1)[0] ?? ""));
  return [...new Map([...pairs(header), ...set]).values()].filter(Boolean).join("; ");
}

export function expiredCookie(name: string): string {
  return `${name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax`;
}

/** Proxies in front of the app reject responses with too many headers. */
const maxExpired = 20;

/** Returns the `Set-Cookie`s that delete session cookies on this host and its parent domains. */
export function expiredSessionCookies(header: string | null, origin: string): string[] {
  const domains = parentDomains(new URL(origin).hostname);
  const names = [...new Set(sessionCookieNames(header))];
  return names
    .flatMap((name) => [
      expiredCookie(name),
      ...domains.map((domain) => `${expiredCookie(name)}; Domain=${domain}`),
    ])
    .map((line) => (origin.startsWith("https:") ? `${line}; Secure` : line))
    .slice(0, maxExpired);
}

function parentDomains(hostname: string): string[] {
  if (/^\[|^[\d.]+$/.test(hostname)) return [];
  const labels = hostname.split(".");
  return labels.slice(1, -1).map((_, index) => labels.slice(index + 1).join("."));
}

/** Returns a `Set-Cookie` without its domain, and with `Secure` on https only. */
export function hostOnlyCookie(cookie: string, origin: string): string {
  const parts = cookie
    .split(";")
    .filter((part, index) => index === 0 || !/^\s*(domain|secure)\s*(=|$)/i.test(part));
  return parts.join(";") + (origin.startsWith("https:") ? "; Secure" : "");
}

function sessionPairs(header: string | null) {
  return pairs(header).filter(
    ([name, pair]) => isSessionCookieName(name) && pair.length > name.length + 1,
  );
}

function pairs(header: string | null): [name: string, pair: string][] {
  return (header ?? "").split(";").map((part) => {
    const pair = part.trim();
    return [pair.split("=", 1)[0] ?? "", pair];
  });
}
