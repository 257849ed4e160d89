/**
 * Tells whether a request that changes something was made by this app's own pages: its `Origin`
 * has to be one of the app's, or, where the browser sends none or `null` (as a referrer policy may have
 * it do), its `Sec-Fetch-Site` "same-origin". A request that says neither is refused.
 *
 * @see https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html
 */
export function isSameOrigin(headers: Headers, origins: readonly string[]): boolean {
  const origin = headers.get("origin");
  if (origin !== null && origin !== "null") return origins.includes(origin);
  return headers.get("sec-fetch-site") === "same-origin";
}
