import "server-only";
import { originForHost } from "../server/app-url";
import { env } from "../server/env";
import { refusals } from "../words";
import { hostOnlyCookie } from "../ory/cookies";

/**
 * Returns the redirect after a form post (303), never cached, with Ory's `Set-Cookie` headers made
 * this host's own.
 */
export function seeOther(
  request: Request,
  location: string,
  setCookies: readonly string[] = [],
): Response {
  const origin = originForHost(env().appOrigins, request.headers.get("host"));
  const headers = new Headers({ location, "cache-control": "private, no-store" });
  for (const cookie of setCookies) headers.append("set-cookie", hostOnlyCookie(cookie, origin));
  return new Response(null, { status: 303, headers });
}

/** Returns the refusal of a request that another site's page may have sent. */
export function crossOriginRefusal(): Response {
  return refusal(403, refusals.elsewhere);
}

/** Returns the refusal of a request whose body is none of this app's forms. */
export function notAForm(): Response {
  return refusal(400, refusals.notAForm);
}

function refusal(status: number, text: string): Response {
  return new Response(text, {
    status,
    headers: { "cache-control": "no-store", "content-type": "text/plain; charset=utf-8" },
  });
}
