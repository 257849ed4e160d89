import { createHash } from "node:crypto";
import { cookieValue } from "../ory/cookies";
import { readTheme, themeCookie } from "../server/theme";
import { language } from "../words/site";

// The look of app/theme.css, inline: nothing but this response may be available.
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

interface Words {
  title: string;
  lead: string;
  next?: string | undefined;
  again?: string | undefined;
}

/** Returns a page and its headers. It needs no script and nothing else from this app. */
export function plainPage(cookie: string | null | undefined, { title, lead, next, again }: Words) {
  const theme = readTheme(cookieValue(cookie ?? null, themeCookie));
  const body = `<!doctype html>
<html lang="${language}" data-theme="${theme}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p>${lead}</p>
${next ? `<p>${next}</p>\n` : ""}${again ? `<p><a href="">${again}</a></p>\n` : ""}</main>
</body>
</html>
`;
  const headers = {
    "cache-control": "private, no-store",
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": contentSecurityPolicy,
  };
  return { body, headers };
}
