import { Cookie } from "tough-cookie";
import { isSessionCookieName } from "../../lib/ory/cookies";
import { isPublicSuffix } from "./environment";
import { type Check, type Finding, doubtful, wrong } from "./finding";
import { setting } from "./mend";
import type { Ory } from "./ory";

/** Checks how browsers store a cookie set by `origin`. */
export function cookieFindings(check: Check, line: string, origin: string, ory: Ory): Finding[] {
  const cookie = Cookie.parse(line);
  if (cookie === undefined) return [];
  const name = cookie.key.startsWith("csrf_token_") ? "csrf_token_…" : cookie.key;
  const https = origin.startsWith("https:");
  const sameSite = cookie.sameSite?.toLowerCase();
  const section = isSessionCookieName(cookie.key) ? "/session/cookie" : "/cookies";
  const lax = setting(ory, `${section}/same_site`, "Lax");
  const findings: Finding[] = [];
  if (cookie.secure && !https) {
    findings.push(wrong(check)`
      The cookie ${name} is Secure, and ${origin} is plain http
      Safari, and every browser off localhost, drops it: forms fail with a CSRF error and nobody stays signed in.
      The running app takes itself for an https one: start it with APP_URL=${origin}. A Kratos that browsers reach directly needs --dev on http.`);
  }
  if (!cookie.secure && https) {
    findings.push(wrong(check)`
      The cookie ${name} is not Secure, though ${origin} is https
      Nothing, until a link with http:// sends the session over the network in plain text.
      The running app takes itself for an http one: start it with APP_URL=${origin}.`);
  }
  if (sameSite === "none") {
    findings.push((cookie.secure ? doubtful : wrong)(check)`
      The cookie ${name} is SameSite=None
      ${cookie.secure ? "Nothing; forms of other sites can be sent with people's sessions." : "Browsers drop it, because it is not Secure: nobody can sign in."}
      ${lax}`);
  }
  if (sameSite === "strict") {
    findings.push(doubtful(check)`
      The cookie ${name} is SameSite=Strict
      Who follows a link from a mail or another site looks signed out, and the way back from a social sign-in fails.
      ${lax}`);
  }
  return findings;
}

/** Checks the domain that Ory gives its cookies. The app's proxy removes it. */
export function domainFindings(lines: string[], ory: Ory): Finding[] {
  const domains = new Set(lines.flatMap((line) => Cookie.parse(line)?.domain ?? []));
  const mend =
    ory.product === "Ory Network"
      ? "Give the custom domain another Cookie Domain: https://console.ory.com, Branding, Custom domains."
      : "Remove cookies.domain and session.cookie.domain from kratos.yml, and start Kratos again.";
  return [...domains].filter(isPublicSuffix).map(
    (domain) => wrong("cookie-domain")`
      Ory's cookies are for ${domain}, which is a public suffix
      Browsers drop them wherever they get them from Ory directly: sign-in fails there with a CSRF error. The app's own proxy keeps cookies to its host.
      ${mend}`,
  );
}
