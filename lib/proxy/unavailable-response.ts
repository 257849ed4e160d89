import { createHash } from "node:crypto";
import { jsonError } from "../session/api-errors";
import { outage as words } from "../words";
import { cookieValue } from "../ory/cookies";
import { language } from "../words/site";
import { readTheme, type Theme, themeCookie } from "../server/theme";

const retryAfterSeconds = 5;

// The site's look (app/theme.css), without any file of it: nothing but this answer may be at hand.
const style = `:root { color-scheme: light dark; font: 100%/1.6 system-ui, sans-serif; }
[data-theme="light"] { color-scheme: light; }
[data-theme="dark"] { color-scheme: dark; }
body { margin: 0; padding: 1rem; background: light-dark(#f8f7f4, #0b0d0c); color: light-dark(#171a19, #eef0ee); }
main { max-inline-size: 24rem; margin: 15vh auto 0; padding: 2rem; border: 1px solid light-dark(#e3e1db, #272c2a); border-radius: 1rem; background: light-dark(#ffffff, #131615); }
h1 { margin: 0; font-size: 1.375rem; line-height: 1.3; }
a { display: block; padding: 0.625rem; border-radius: 0.625rem; background: light-dark(#171a19, #eef0ee); color: light-dark(#ffffff, #131615); font-weight: 600; text-align: center; text-decoration: none; }
a:focus-visible { outline: 2px solid light-dark(#0a6b54, #62d6b2); outline-offset: 2px; }`;

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
    const message = words.forPrograms;
    return jsonError(503, { code: "unavailable", message }, headers);
  }
  const theme = readTheme(cookieValue(request.headers.get("cookie"), themeCookie));
  return new Response(page(request.method === "POST", theme), {
    status: 503,
    headers: {
      ...headers,
      "cache-control": "private, no-store",
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": contentSecurityPolicy,
    },
  });
}

function page(formWasSent: boolean, theme: Theme): string {
  const next = formWasSent ? words.formWasSent : `<a href="">${words.again}</a>`;
  return `<!doctype html>
<html lang="${language}" data-theme="${theme}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${words.title}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${words.title}</h1>
<p>${words.lead}</p>
<p>${next}</p>
</main>
</body>
</html>
`;
}
