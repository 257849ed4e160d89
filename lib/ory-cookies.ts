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
    .map(([, pair]) => pair)
    .join("; ");
}

/** Returns the names of the session cookies in a `Cookie` header; empty ones do not count. */
export function sessionCookieNames(header: string | null): string[] {
  return pairs(header)
    .filter(([name, pair]) => isSessionCookieName(name) && pair.length > name.length + 1)
    .map(([name]) => name);
}

function pairs(header: string | null): [name: string, pair: string][] {
  return (header ?? "").split(";").map((part) => {
    const pair = part.trim();
    return [pair.split("=", 1)[0] ?? "", pair];
  });
}
