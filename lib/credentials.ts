import { onlyOryCookies } from "./ory-cookies";

/** What a session check needs to know: Ory's cookies, or a session token. */
export type Credentials = { cookie: string } | { token: string };

/**
 * Returns the credentials of a program's request. An explicit token (`X-Session-Token`, or
 * `Authorization: Bearer`) wins, even a wrong one, and the cookie is then not used.
 */
export function sessionCredentials(headers: Headers): Credentials {
  const bearer = /^bearer +(.+)$/i.exec(headers.get("authorization")?.trim() ?? "")?.[1];
  const token = headers.get("x-session-token") ?? bearer;
  if (token !== undefined) return { token };
  return { cookie: onlyOryCookies(headers.get("cookie")) };
}
