import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, errors, jwtVerify } from "jose";
import { z } from "zod";
import { ask, errorId } from "../local/ask";
import type { Setup } from "../local/setup";
import { type Finding, doubtful, right, unchecked, wrong } from "./finding";
import type { Ory } from "./ory";

const mintedSchema = z.object({ tokenized: z.string() });

/** Has Ory issue a session token and verifies it as the app does. */
export async function tokenModeFindings(
  ory: Ory,
  { sessionToken }: Setup,
  cookie: string,
): Promise<Finding[]> {
  if (sessionToken === undefined) return [unchecked("token-mode", "Token mode is off")];
  const { template } = sessionToken;
  const query = new URLSearchParams({ tokenize_as: template }).toString();
  const answer = await ask(`${ory.url}/sessions/whoami?${query}`, { headers: { cookie } });
  const token = mintedSchema.safeParse(answer.json).data?.tokenized;
  if (token === undefined) return [notMinted(template, answer.status, errorId(answer))];
  const refused = await whyRefused(token, sessionToken);
  return refused ? [refused] : lifetimeFindings(token);
}

function notMinted(template: string, status: number, id: string | undefined): Finding {
  const notice = "Who is signed in is told on most pages that Ory can't be reached.";
  if (status === 400) {
    return wrong("token-mode")`
      Ory has no template "${template}" for session tokens
      ${notice}
      Set ORY_SESSION_TOKEN_TEMPLATE to one of session.whoami.tokenizer.templates (the one in ory/kratos.yml is called starter), or make it: npm run config`;
  }
  return wrong("token-mode")`
    Ory makes no session token with the template "${template}" (status ${status}${id === undefined ? "" : `, ${id}`})
    ${notice}
    Look at Ory's log. Most often the template's jwks_url names no key that can be read, or its claims_mapper_url fails.`;
}

/** The claims that ory/session-token.jsonnet adds and the app's pages show. */
const shownClaims = [
  "aal",
  "amr",
  "session_issued_at",
  "session_authenticated_at",
  "session_expires_at",
];

const refused = (says: string, mend: string) => wrong("token-mode")`
  ${says}
  Nothing, but the app believes no token and asks Ory with every page all the same.
  ${mend}`;

/** Returns why the app would reject the token, or undefined if it accepts it. */
async function whyRefused(
  token: string,
  { template, jwks, issuer }: NonNullable<Setup["sessionToken"]>,
): Promise<Finding | undefined> {
  const { kid, alg } = decodeProtectedHeader(token);
  try {
    const { payload } = await jwtVerify(token, createLocalJWKSet(jwks), {
      algorithms: jwks.keys.map((key) => key.alg),
      issuer,
    });
    const missing = shownClaims.filter((claim) => payload[claim] === undefined);
    if (payload.template === template && missing.length === 0) return undefined;
    return refused(
      payload.template === template
        ? `The tokens do not say ${missing.join(", ")}`
        : `The tokens do not say that their template is "${template}"`,
      "Have claims_mapper_url add it, as ory/session-token.jsonnet does.",
    );
  } catch (error) {
    if (error instanceof errors.JWTClaimValidationFailed && error.claim === "iss") {
      const iss = String(error.payload.iss);
      return refused(
        `The tokens are issued by ${iss}, and ORY_SESSION_TOKEN_ISSUER is ${issuer}`,
        `Set ORY_SESSION_TOKEN_ISSUER to ${iss}, to the letter.`,
      );
    }
    if (error instanceof errors.JWTExpired || error instanceof errors.JWTClaimValidationFailed) {
      return refused(`The tokens are not valid now: ${error.message}`, "Mend the clocks, above.");
    }
    const known = jwks.keys.map((key) => String(key.kid)).join(", ");
    return refused(
      `The tokens are signed with the key ${kid ?? "without a kid"} (${alg ?? "?"}), and ORY_SESSION_JWKS holds ${known}`,
      "Set ORY_SESSION_JWKS to the public half of the key that the template's jwks_url names. For a new key, list the new and the old one until Ory has the new one.",
    );
  }
}

function lifetimeFindings(token: string): Finding[] {
  const { iat = 0, exp = 0 } = decodeJwt(token);
  const seconds = exp - iat;
  const findings = [right("token-mode", `Session tokens are believed, for ${seconds} s each`)];
  if (seconds > 300) {
    findings.push(doubtful("token-mode")`
      A session token is valid for ${seconds} s
      Who was signed out by an administrator goes on for that long on pages that use only the token.
      Give the template a ttl of about 1m.`);
  }
  // A cookie may have 4,096 bytes, including its name, its attributes and the binding.
  if (token.length > 3_700) {
    findings.push(wrong("token-mode")`
      A session token has ${token.length} characters, too many for a cookie
      Browsers drop it, so Ory is asked for a new one with every page.
      Have claims_mapper_url put less into it.`);
  }
  return findings;
}
