import { type NextRequest, NextResponse } from "next/server";
import { appOrigins, originForHost } from "@/lib/server/app-url";
import { noDocumentPolicy } from "@/lib/server/csp";
import { documentPolicies } from "@/lib/server/document-policy";
import { gate, isProtected, tokenGate } from "@/lib/gate/gate";
import { tokenMode, tokenSetCookies, withToken } from "@/lib/token-mode/session-token";

// Once: a server's environment does not change.
const origins = appOrigins(process.env);
const mode = tokenMode(process.env);
const policyFor = documentPolicies(process.env);

/** Gates the protected pages and gives every document its nonce; decides nothing else. */
export async function middleware(request: NextRequest): Promise<NextResponse> {
  const { pathname, search } = request.nextUrl;
  const origin = originForHost(origins, request.headers.get("host"));
  const asked = { pathname, search, cookie: request.headers.get("cookie") };

  const login = gate(asked);
  if (login) return redirectTo(login, origin, request.method);

  const minted = mode && (await tokenGate({ ...asked, origin }, mode));
  if (minted && "redirectTo" in minted) {
    return redirectTo(minted.redirectTo, origin, request.method);
  }

  // A page can't answer 503 itself.
  const outage = pathname === "/unavailable" && { status: 503, headers: { "retry-after": "5" } };
  const response = NextResponse.next({
    ...outage,
    ...(minted && { request: { headers: withToken(request.headers, minted.value) } }),
  });
  response.headers.set("content-security-policy", policyFor(origin));
  // A handler's redirect would say nothing of caches.
  if (isProtected(pathname)) response.headers.set("cache-control", "private, no-store");
  for (const line of minted ? tokenSetCookies(minted, origin) : []) {
    response.headers.append("set-cookie", line);
  }
  return response;
}

function redirectTo(path: string, origin: string, method: string): NextResponse {
  // A 307 would have the browser post a form's content to the login page.
  const status = ["GET", "HEAD"].includes(method) ? 307 : 303;
  const headers = { "cache-control": "no-store", "content-security-policy": noDocumentPolicy };
  return NextResponse.redirect(new URL(path, origin), { status, headers });
}

// Build-time constants. What they let pass unseen gains nothing: every page checks for itself.
export const config = {
  matcher: [
    // Every document, 404 pages included, unless this server has given it its policy
    // (lib/gate/spare-middleware.ts). Files, programs' answers and Ory's own need none.
    {
      source:
        "/((?!_next/static/|api/session$|self-service/|sessions/whoami$|\\.well-known/ory/|\\.ory/|ui/).*)",
      missing: [
        { type: "header", key: "content-security-policy" },
        { type: "header", key: "rsc" },
      ],
    },
    // Next.js's own navigations: only without a session cookie …
    {
      source: "/:path*",
      has: [{ type: "header", key: "rsc" }],
      missing: [
        { type: "header", key: "content-security-policy" },
        {
          type: "header",
          key: "cookie",
          value: "(?:.*?;\\s*)?ory_(?:session_[^=;]+|kratos_session)=.+",
        },
      ],
    },
    // … or when the session token is due to be made again.
    {
      source: "/:path*",
      has: [
        { type: "header", key: "rsc" },
        { type: "header", key: "cookie", value: "(?:.*?;\\s*)?session_token_mode=.*" },
      ],
      missing: [
        { type: "header", key: "content-security-policy" },
        { type: "header", key: "cookie", value: "(?:.*?;\\s*)?session_token=.*" },
      ],
    },
    // Its status is the middleware's to set.
    "/unavailable",
  ],
};
