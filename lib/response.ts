import "server-only";
import { originForHost } from "./app-url";
import { env } from "./env";
import { hostOnlyCookie } from "./ory-proxy-headers";

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
  return new Response("This has to come from this site’s own pages.", {
    status: 403,
    headers: { "cache-control": "no-store", "content-type": "text/plain; charset=utf-8" },
  });
}
