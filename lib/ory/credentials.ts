import { liveOryCookies } from "./live-cookies";

export type Credentials = { cookie: string } | { token: string };

/**
 * Returns the credentials of an API request. An explicit token (`X-Session-Token`, or
 * `Authorization: Bearer`) replaces the cookie, even if the token is wrong or empty.
 */
export async function sessionCredentials(headers: Headers): Promise<Credentials> {
  const bearer = /^bearer( .*)?$/i.exec(headers.get("authorization")?.trim() ?? "");
  const token = headers.get("x-session-token") ?? (bearer && (bearer[1] ?? "").trim());
  if (token !== null) return { token };
  return { cookie: await liveOryCookies(headers.get("cookie")) };
}
