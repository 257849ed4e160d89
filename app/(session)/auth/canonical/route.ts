import { requestedPathHeader } from "@/lib/return-to/requested-path";
import { originForHost } from "@/lib/server/app-url";
import { env } from "@/lib/server/env";

/** Redirects a document from an alias of this machine to the canonical origin. */
export function GET(request: Request): Response {
  const canonical = originForHost(env().appOrigins, null);
  const asked = request.headers.get(requestedPathHeader) ?? "/";
  const location = URL.canParse(canonical + asked) ? new URL(canonical + asked) : undefined;
  // Requested directly, this route would redirect to itself.
  const isPage = location?.origin === canonical && location.pathname !== "/auth/canonical";
  return new Response(null, {
    status: 307,
    headers: { location: isPage ? location.href : `${canonical}/`, "cache-control": "no-store" },
  });
}
