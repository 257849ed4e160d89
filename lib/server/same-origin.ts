/**
 * Returns true if a page of this app sent the request. Without an `Origin`, or with `null`, which
 * some referrer policies cause, `Sec-Fetch-Site` must be "same-origin".
 *
 * @see https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html
 */
export function isSameOrigin(headers: Headers, origins: readonly string[]): boolean {
  const origin = headers.get("origin");
  if (origin !== null && origin !== "null") return origins.includes(origin);
  return headers.get("sec-fetch-site") === "same-origin";
}
