/** `ory_session_<project>`; `ory_kratos_session` is what Kratos calls it when nobody named it. */
const sessionCookie = /^ory_(session_.+|kratos_session)$/;

/** Tells whether a cookie of this name carries an Ory session. */
export function isSessionCookieName(name: string): boolean {
  return sessionCookie.test(name);
}

/**
 * Returns the part of a `Cookie` header that is Ory's: session, CSRF and flow state. The app's own
 * cookies are nobody else's business, so nothing else is ever sent to Ory.
 */
export function onlyOryCookies(header: string | null): string {
  return pairs(header)
    .filter(([name]) => name.startsWith("ory_") || name.startsWith("csrf_token_"))
    .map(([, pair]) => asOryWrote(pair))
    .join("; ");
}

/** More cookies of one name than this are no accident of domains. */
const maxCandidates = 4;

/**
 * Returns {@link onlyOryCookies} once for each session cookie among several of the same name, with the
 * others of that name left out. Ory reads only the first.
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

/** Returns the session cookies (`name=value`) in a `Cookie` header; empty ones do not count. */
export function sessionCookies(header: string | null): string[] {
  return sessionPairs(header).map(([, pair]) => asOryWrote(pair));
}

/** Returns the names of the session cookies in a `Cookie` header; empty ones do not count. */
export function sessionCookieNames(header: string | null): string[] {
  return sessionPairs(header).map(([name]) => name);
}

/**
 * Next.js encodes the cookies of a request anew when it renders the page that a server action
 * redirects to. Ory's values are Base64, so what is encoded in one was not by Ory, which does not
 * decode it.
 */
function asOryWrote(pair: string): string {
  return pair.replace(/%(?:3D|2B|2F)/gi, decodeURIComponent);
}

/** Returns the value of a cookie in a `Cookie` header as it came: nothing of it is decoded. */
export function cookieValue(header: string | null, name: string): string | undefined {
  return pairs(header)
    .find(([candidate]) => candidate === name)?.[1]
    .slice(name.length + 1);
}

/** Returns the cookies (`name=value`) in a `Cookie` header but for that one. */
export function withoutCookie(header: string | null, name: string): string[] {
  return pairs(header)
    .filter(([candidate, pair]) => candidate !== name && pair !== "")
    .map(([, pair]) => pair);
}

/** Returns the `Cookie` header that a browser sends after an answer with these `Set-Cookie`s. */
export function withSetCookies(header: string, setCookies: readonly string[]): string {
  const set = setCookies.flatMap((cookie) => pairs(cookie.split(";", 1)[0] ?? ""));
  return [...new Map([...pairs(header), ...set]).values()].filter(Boolean).join("; ");
}

/** Returns the `Set-Cookie` that deletes a cookie of this host. */
export function expiredCookie(name: string): string {
  return `${name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax`;
}

/** Answers with more headers than this are too large for what stands in front of the app. */
const maxExpired = 20;

/**
 * Returns the `Set-Cookie`s that delete the session cookies in a `Cookie` header, for the host of
 * `origin` and for its parent domains.
 */
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

/** Returns a `Set-Cookie` for this host alone, `Secure` on https and only there; the rest stays. */
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
