import { z } from "zod";
import { ExplainedError } from "./explained-error";

type Environment = Record<string, string | undefined>;

const mapper_url = "file://./social/claims.jsonnet";

/**
 * The social providers that `NAME_CLIENT_ID` and `NAME_CLIENT_SECRET` switch on. To add another,
 * describe it here as Ory documents it, and add its hosts to `lib/server/social.ts`.
 *
 * @see https://www.ory.com/docs/kratos/social-signin/overview
 */
const ready = [
  {
    id: "google",
    provider: "google",
    label: "Google",
    scope: ["openid", "email", "profile"],
    requested_claims: {
      id_token: { email: { essential: true }, email_verified: { essential: true } },
    },
  },
  // Only the scope for addresses tells whether the primary one is verified.
  { id: "github", provider: "github", label: "GitHub", scope: ["user:email"] },
  // Any OpenID Connect server, at OIDC_ISSUER.
  {
    id: "oidc",
    provider: "generic",
    label: "OpenID Connect",
    scope: ["openid", "email", "profile"],
    // The standard puts claims there. Not all servers also put them into the ID token.
    claims_source: "userinfo",
  },
] as const;

const issuerSchema = z.url({ protocol: /^https?$/, error: "expected an http(s) URL" });

/** A provider in the format of Kratos's configuration. */
export type SocialProvider = (typeof ready)[number] & {
  mapper_url: string;
  client_id: string;
  client_secret: string;
  issuer_url?: string;
};

/**
 * Returns the social providers that the environment switches on. With `secrets` "elsewhere", their
 * secrets default to "". Throws an ExplainedError that lists each missing or wrong variable.
 */
export function socialProviders(
  environment: Environment,
  secrets: "here" | "elsewhere" = "here",
): SocialProvider[] {
  const problems: string[] = [];
  const providers = ready.flatMap((block): SocialProvider[] => {
    const prefix = block.id.toUpperCase();
    const value = (name: string) => environment[`${prefix}_${name}`] ?? "";
    const isOidc = block.id === "oidc";
    const needed = [
      "CLIENT_ID",
      ...(secrets === "here" ? ["CLIENT_SECRET"] : []),
      ...(isOidc ? ["ISSUER"] : []),
    ];
    if (!needed.some((name) => value(name) !== "")) return [];
    const missing = needed.filter((name) => value(name) === "");
    problems.push(
      ...missing.map((name) => `${prefix}_${name} is missing: ${block.label} needs all of it`),
    );
    if (isOidc && value("ISSUER") !== "" && !issuerSchema.safeParse(value("ISSUER")).success) {
      problems.push(`OIDC_ISSUER is "${value("ISSUER")}": expected an http(s) URL`);
    }
    return [
      {
        ...block,
        mapper_url,
        client_id: value("CLIENT_ID"),
        client_secret: value("CLIENT_SECRET"),
        ...(isOidc && { issuer_url: value("ISSUER") }),
      },
    ];
  });
  if (problems.length > 0) {
    throw new ExplainedError(
      `Social sign-in is not set up right:\n${problems.map((line) => `  - ${line}`).join("\n")}`,
    );
  }
  return providers;
}

/** Returns Kratos's variables for the social providers, or none if no provider is on. */
export function socialSettings(environment: Environment): Record<string, string> {
  const providers = socialProviders(environment);
  if (providers.length === 0) return {};
  return {
    SELFSERVICE_METHODS_OIDC_ENABLED: "true",
    SELFSERVICE_METHODS_OIDC_CONFIG_PROVIDERS: JSON.stringify(providers),
  };
}
