import { type NextRequest, NextResponse } from "next/server";
import { createGate, type Decision } from "@/lib/gate/gate";
import { noDocumentPolicy } from "@/lib/server/csp";

const decide = createGate(process.env);

/** The gate in development, on Vercel, and for requests that the server process doesn't decide. */
export async function middleware(request: NextRequest): Promise<NextResponse> {
  const { nextUrl, method, headers } = request;
  const decision = decide({
    method,
    url: nextUrl.pathname + nextUrl.search,
    header: (name) => headers.get(name),
  });
  const issueToken = decision.outcome === "pass" ? decision.issueToken : undefined;
  return answer(issueToken ? await issueToken() : decision, request);
}

function answer(decision: Decision, request: NextRequest): NextResponse {
  if (decision.outcome === "redirect") {
    const headers = { "cache-control": "no-store", "content-security-policy": noDocumentPolicy };
    return NextResponse.redirect(decision.location, { status: decision.status, headers });
  }
  const headers = new Headers(request.headers);
  for (const [name, value] of Object.entries(decision.requestHeaders)) headers.set(name, value);
  if (decision.outcome === "other_name") {
    // Next.js would make a redirect relative to its own name for this server.
    return NextResponse.rewrite(new URL("/auth/canonical", request.url), { request: { headers } });
  }
  const response = NextResponse.next({ status: decision.status, request: { headers } });
  for (const [name, value] of decision.responseHeaders) response.headers.append(name, value);
  return response;
}

// Requests with this header were decided in the server process (lib/gate/server-process.ts). A
// client that sends it skips only the gate: every page checks for itself.
export const config = {
  matcher: [
    {
      source: "/((?!_next/static/).*)",
      missing: [{ type: "header", key: "x-requested-path" }],
    },
  ],
};
