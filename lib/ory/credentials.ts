import { liveOryCookies } from "./live-cookies";

/** What a session check needs to know: Ory's cookies, or a session token. */
export type Credentials = { cookie: string } | { token: string };

/**
 * Returns the credentials of a program's request. An explicit token (`X-Session-Token`, or
 * `Authorization: Bearer`) wins, even a wrong or an empty one, and the cookie is then not used.
 */
export async function sessionCredentials(headers: Headers): Promise<Credentials> {
  const bearer = /^bearer( .*)?$/i.exec(headers.get("authorization")?.trim() ?? "");
  const token = headers.get("x-session-token") ?? (bearer && (bearer[1] ?? "").trim());
  if (token !== null) return { token };
  return { cookie: await liveOryCookies(headers.get("cookie")) };
}
