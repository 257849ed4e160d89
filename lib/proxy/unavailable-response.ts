import { plainPage } from "../gate/plain-page";
import { jsonError } from "../session/api-errors";
import { outage as words } from "../words";

const retryAfterSeconds = 5;

/** Returns a 503 with `Retry-After`: a standalone page for browsers, JSON for programs. */
export function unavailableResponse(request: Request): Response {
  const headers = {
    "retry-after": retryAfterSeconds.toString(),
    "x-content-type-options": "nosniff",
  };
  if (!request.headers.get("accept")?.includes("text/html")) {
    const message = words.forPrograms;
    return jsonError(503, { code: "unavailable", message }, headers);
  }
  const { title, lead } = words;
  const what =
    request.method === "POST"
      ? { title, lead, next: words.formWasSent }
      : { title, lead, again: words.again };
  const page = plainPage(request.headers.get("cookie"), what);
  return new Response(page.body, { status: 503, headers: { ...headers, ...page.headers } });
}
