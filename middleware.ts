import { type NextRequest, NextResponse } from "next/server";
import { allowedReturnOrigins, appOrigins, originForHost } from "@/lib/app-url";
import { contentSecurityPolicy, noDocumentPolicy } from "@/lib/csp";
import { gate, isProtected, requestedPathHeader } from "@/lib/gate";

/** Gates the protected pages and gives every document its nonce; decides nothing else. */
export function middleware(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  const origin = originForHost(appOrigins(process.env), request.headers.get("host"));

  const login = gate({ pathname, search, cookie: request.headers.get("cookie") });
  if (login) {
    // A 307 would have the browser post a form's content to the login page.
    const status = ["GET", "HEAD"].includes(request.method) ? 307 : 303;
    const headers = {
      "cache-control": "no-store",
      "content-security-policy": noDocumentPolicy,
    };
    return NextResponse.redirect(new URL(login, origin), { status, headers });
  }

  const headers = new Headers(request.headers);
  headers.set(requestedPathHeader, pathname + search);
  // A page can't answer 503 itself.
  const outage = pathname === "/unavailable" && { status: 503, headers: { "retry-after": "5" } };
  const response = NextResponse.next({ request: { headers }, ...outage });
  response.headers.set("content-security-policy", policy(origin));
  // A handler's redirect would say nothing of caches.
  if (isProtected(pathname)) response.headers.set("cache-control", "private, no-store");
  return response;
}

function policy(origin: string): string {
  return contentSecurityPolicy({
    nonce: btoa(crypto.randomUUID()),
    origin,
    // Signing in on behalf of another origin ends there.
    formActionOrigins: allowedReturnOrigins(process.env),
    development: process.env.NODE_ENV === "development",
  });
}

export const config = {
  matcher: [
    // Every document, 404 pages included. Files, programs' answers and Ory's own need no nonce.
    "/((?!_next/static/|_next/image$|api/session$|self-service/|sessions/whoami$|\\.well-known/ory/|\\.ory/|ui/).*)",
  ],
};
