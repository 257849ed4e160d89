import { createHash } from "node:crypto";
import { jsonError } from "./api-errors";

const title = "The sign-in service can't be reached";

const retryAfterSeconds = 5;

const style = `:root { color-scheme: light dark; font: 100%/1.6 system-ui, sans-serif; }
main { max-width: 34rem; margin: 15vh auto 0; padding: 0 1.5rem; }
h1 { font-size: 1.5rem; line-height: 1.3; }
a { display: inline-block; padding: 0.5rem 0; }`;

const contentSecurityPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/**
 * Returns the 503 for a request that Ory could not answer, with `Retry-After` in seconds: a page
 * of its own for browsers, which depends on nothing else of this app, and
 * `{ "error": { "code": "unavailable", "message": … } }` for programs.
 */
export function unavailableResponse(request: Request): Response {
  const headers = {
    "retry-after": retryAfterSeconds.toString(),
    "x-content-type-options": "nosniff",
  };
  if (!request.headers.get("accept")?.includes("text/html")) {
    const message = `${title}. Try again in a few seconds.`;
    return jsonError(503, { code: "unavailable", message }, headers);
  }
  return new Response(page(request.method === "POST"), {
    status: 503,
    headers: {
      ...headers,
      "cache-control": "private, no-store",
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": contentSecurityPolicy,
    },
  });
}

function page(formWasSent: boolean): string {
  const next = formWasSent
    ? "<p>Your form may not have arrived. Wait a few seconds, then reload this page to send it again, or go back to change it first.</p>"
    : '<p><a href="">Try again</a></p>';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p>This is a fault on our side, and usually a short one. Nothing was lost: if you were signed in, you still are.</p>
${next}
</main>
</body>
</html>
`;
}
