import { liveOryCookies } from "./live-cookies";

export type Credentials = { cookie: string } | { token: string };

/** Returns a request's credentials. A token replaces the cookie, even if it is wrong or empty. */
export async function sessionCredentials(headers: Headers): Promise<Credentials> {
  const bearer = /^bearer( .*)?$/i.exec(headers.get("authorization")?.trim() ?? "");
  const token = headers.get("x-session-token") ?? (bearer && (bearer[1] ?? "").trim());
  if (token !== null) return { token };
  return { cookie: await liveOryCookies(headers.get("cookie")) };
}
