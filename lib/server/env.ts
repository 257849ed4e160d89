import "server-only";
import { z } from "zod";
import { allowedReturnOrigins, appOrigins } from "./app-url";
import { orySdkUrl, withoutSlash } from "./ory-url";

export const httpUrl = z.url({ protocol: /^https?$/, error: "expected an http(s) URL" });

/** Comma-separated http(s) URLs, reduced to their origins. */
export const origins = z
  .string()
  .transform((list) => list.split(",").map((item) => item.trim()))
  .pipe(z.array(httpUrl.transform((url) => new URL(url).origin)));

const wholeNumber = (least: number) => {
  const error = `expected a whole number, ${least} or more`;
  return z.coerce.number({ error }).int({ error }).min(least, { error });
};

/** Public signing keys only: the app must not hold private or symmetric keys. */
const publicKeys = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue("expected a JSON Web Key Set");
      return z.NEVER;
    }
  })
  .pipe(
    z.object(
      {
        keys: z
          .array(
            z.looseObject({
              kty: z.enum(["EC", "RSA", "OKP"], "expected public keys (EC, RSA or OKP)"),
              alg: z
                .string("expected an alg for each key")
                .regex(/^(ES|RS|PS|Ed)/, "expected an alg for public keys, such as ES256"),
              d: z.undefined("expected public keys: this set holds a private one").optional(),
            }),
          )
          .min(1, "expected a key at least"),
      },
      "expected a JSON Web Key Set",
    ),
  );

const tokenVariables = [
  "ORY_SESSION_TOKEN_TEMPLATE",
  "ORY_SESSION_JWKS",
  "ORY_SESSION_TOKEN_ISSUER",
] as const;

const schema = z
  .object({
    NEXT_PUBLIC_ORY_SDK_URL: httpUrl.optional(),
    ORY_SDK_URL: httpUrl.optional(),
    APP_URL: origins.optional(),
    ALLOWED_RETURN_ORIGINS: origins.optional(),
    ORY_PROJECT_API_TOKEN: z.string().optional(),
    ORY_ADMIN_URL: httpUrl.optional(),
    TRUSTED_PROXY_HOPS: wholeNumber(0).default(0),
    PRIVILEGED_SESSION_MAX_AGE_SECONDS: wholeNumber(1).default(900),
    ORY_SESSION_TOKEN_TEMPLATE: z.string().optional(),
    ORY_SESSION_JWKS: publicKeys.optional(),
    ORY_SESSION_TOKEN_ISSUER: z.string().optional(),
    SHUTDOWN_DELAY_SECONDS: wholeNumber(0).default(0),
    // Only validated here; lib/server/social.ts reads them.
    OIDC_ISSUER: httpUrl.optional(),
    SOCIAL_SIGN_IN_ORIGINS: origins.optional(),
  })
  .transform((values) => ({
    oryProjectApiToken: values.ORY_PROJECT_API_TOKEN,
    oryAdminUrl: values.ORY_ADMIN_URL && withoutSlash(values.ORY_ADMIN_URL),
    trustedProxyHops: values.TRUSTED_PROXY_HOPS,
    privilegedSessionMaxAgeSeconds: values.PRIVILEGED_SESSION_MAX_AGE_SECONDS,
    /** What a session token must match to be accepted. Undefined while token mode is off. */
    sessionToken:
      values.ORY_SESSION_TOKEN_TEMPLATE &&
      values.ORY_SESSION_JWKS &&
      values.ORY_SESSION_TOKEN_ISSUER
        ? {
            template: values.ORY_SESSION_TOKEN_TEMPLATE,
            jwks: values.ORY_SESSION_JWKS,
            issuer: values.ORY_SESSION_TOKEN_ISSUER,
          }
        : undefined,
    shutdownDelaySeconds: values.SHUTDOWN_DELAY_SECONDS,
  }));

type Variables = Record<string, string | undefined>;

export type Env = z.output<typeof schema> & {
  /** Without a trailing slash. */
  orySdkUrl: string;
  /** The canonical origin comes first. */
  appOrigins: readonly string[];
  allowedReturnOrigins: readonly string[];
};

/**
 * Reads variables by a schema; an empty value counts as missing. Throws an Error that lists each
 * invalid variable. `others` returns further problems.
 */
export function readVariables<T>(
  schema: z.ZodType<T>,
  source: Variables,
  others: (given: Variables) => string[] = () => [],
): { given: Variables; values: T } {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const result = schema.safeParse(given);
  const wrong = result.error?.issues.map((issue) => describe(issue, given)) ?? [];
  const problems = new Set([...wrong, ...others(given)]);
  if (result.success && problems.size === 0) return { given, values: result.data };
  throw new Error(
    `The environment is not right:\n${[...problems].map((line) => `  - ${line}`).join("\n")}\n` +
      "Every variable is described in .env.example.",
  );
}

function otherProblems(given: Variables): string[] {
  const problems: string[] = [];
  if (!given.APP_URL && appOrigins(given).length === 0) {
    problems.push(
      'APP_URL is missing: expected the public address of this app, for example "https://app.example.com"',
    );
  }
  if (tokenVariables.some((name) => given[name])) {
    const missing = tokenVariables.filter((name) => !given[name]);
    problems.push(...missing.map((name) => `${name} is missing: token mode needs all three`));
  }
  return problems;
}

export function parseEnv(source: Variables): Env {
  const { given, values } = readVariables(schema, source, otherProblems);
  return {
    ...values,
    orySdkUrl: orySdkUrl(given),
    appOrigins: appOrigins(given),
    allowedReturnOrigins: allowedReturnOrigins(given),
  };
}

function describe(issue: z.core.$ZodIssue, given: Variables): string {
  const variable = String(issue.path[0]);
  // Never log a credential, valid or not.
  const found = /_TOKEN$|JWKS/.test(variable) ? "a value" : `"${given[variable] ?? ""}"`;
  return `${variable} is ${found}: ${issue.message}`;
}

let parsed: Env | undefined;

/** Returns the environment, read at runtime so that one build runs against any Ory. */
export function env(): Env {
  // Pass the whole object: the build would inline a literal `process.env.NEXT_PUBLIC_X`.
  return (parsed ??= parseEnv(process.env));
}

export function checkEnv(): Env {
  try {
    return env();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
