import { createLocalJWKSet, decodeProtectedHeader, errors, jwtVerify } from "jose";
import { z } from "zod";
import { ask, errorId } from "./ask";
import { type Finding, type Problem, doubtful, right, unchecked, wrong } from "./finding";
import type { Ory } from "./ory";
import type { Setup } from "./setup";

const mintedSchema = z.object({ tokenized: z.string() });

/** Has Ory make a token of a session and checks it just as the app does. */
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
  if (token === undefined)
    return [wrong("token-mode", notMinted(template, answer.status, errorId(answer)))];
  const problem = await whyRefused(token, sessionToken);
  if (problem !== undefined) {
    const notice =
      "Nothing, but the app believes no token and asks Ory with every page all the same.";
    return [wrong("token-mode", { notice, ...problem })];
  }
  return lifetimeFindings(token);
}

function notMinted(template: string, status: number, id: string | undefined): Problem {
  const unknown = status === 400;
  const notice = "Who is signed in is told on most pages that Ory can't be reached.";
  return {
    says: unknown
      ? `Ory has no template "${template}" for session tokens`
      : `Ory makes no session token with the template "${template}" (status ${status}${id === undefined ? "" : `, ${id}`})`,
    notice,
    mend: [
      unknown
        ? "Set ORY_SESSION_TOKEN_TEMPLATE to one of session.whoami.tokenizer.templates (the one in ory/kratos.yml is called starter), or make it: npm run config"
        : "Look at Ory's log. Most often the template's jwks_url names no key that can be read, or its claims_mapper_url fails.",
    ],
  };
}

/** What ory/session-token.jsonnet adds, and the app's pages show. */
const shownClaims = [
  "aal",
  "amr",
  "session_issued_at",
  "session_authenticated_at",
  "session_expires_at",
];

/** Why the app would not believe the token; undefined if it does. */
async function whyRefused(
  token: string,
  { template, jwks, issuer }: NonNullable<Setup["sessionToken"]>,
): Promise<Omit<Problem, "notice"> | undefined> {
  const { kid, alg } = decodeProtectedHeader(token);
  try {
    const { payload } = await jwtVerify(token, createLocalJWKSet(jwks), {
      algorithms: jwks.keys.map((key) => key.alg),
      issuer,
    });
    const missing = shownClaims.filter((claim) => payload[claim] === undefined);
    if (payload.template === template && missing.length === 0) return undefined;
    return {
      says:
        payload.template === template
          ? `The tokens do not say ${missing.join(", ")}`
          : `The tokens do not say that their template is "${template}"`,
      mend: ["Have claims_mapper_url add it, as ory/session-token.jsonnet does."],
    };
  } catch (error) {
    if (error instanceof errors.JWTClaimValidationFailed && error.claim === "iss") {
      return {
        says: `The tokens are issued by ${String(error.payload.iss)}, and ORY_SESSION_TOKEN_ISSUER is ${issuer}`,
        mend: [`Set ORY_SESSION_TOKEN_ISSUER to ${String(error.payload.iss)}, to the letter.`],
      };
    }
    if (error instanceof errors.JWTExpired || error instanceof errors.JWTClaimValidationFailed) {
      return {
        says: `The tokens are not valid now: ${error.message}`,
        mend: ["Mend the clocks, above."],
      };
    }
    const known = jwks.keys.map((key) => String(key.kid)).join(", ");
    return {
      says: `The tokens are signed with the key ${kid ?? "without a kid"} (${alg ?? "?"}), and ORY_SESSION_JWKS holds ${known}`,
      mend: [
        "Set ORY_SESSION_JWKS to the public half of the key that the template's jwks_url names. For a new key, list the new and the old one until Ory has the new one.",
      ],
    };
  }
}

const timesSchema = z.object({ iat: z.number(), exp: z.number() });

function lifetimeFindings(token: string): Finding[] {
  const [, payload = ""] = token.split(".");
  const { iat, exp } = timesSchema.parse(JSON.parse(Buffer.from(payload, "base64url").toString()));
  const seconds = exp - iat;
  const findings: Finding[] = [
    right("token-mode", `Session tokens are believed, for ${seconds} s each`),
  ];
  if (seconds > 300) {
    findings.push(
      doubtful("token-mode", {
        says: `A session token is valid for ${seconds} s`,
        notice:
          "Who was signed out by an administrator goes on for that long on pages that use only the token.",
        mend: ["Give the template a ttl of about 1m."],
      }),
    );
  }
  // With the binding, the name and the attributes a cookie may have 4,096 bytes.
  if (token.length > 3_700) {
    findings.push(
      wrong("token-mode", {
        says: `A session token has ${token.length} characters, too many for a cookie`,
        notice: "Browsers drop it, so Ory is asked for a new one with every page.",
        mend: ["Have claims_mapper_url put less into it."],
      }),
    );
  }
  return findings;
}
