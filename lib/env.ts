import "server-only";
import { z } from "zod";
import { allowedReturnOrigins, appOrigins } from "./app-url";

const httpUrl = z.url({ protocol: /^https?$/, error: "expected an http(s) URL" });

const origins = z
  .string()
  .transform((list) => list.split(",").map((item) => item.trim()))
  .pipe(z.array(httpUrl.transform((url) => new URL(url).origin)));

const wholeNumber = (least: number) => {
  const error = `expected a whole number, ${least} or more`;
  return z.coerce.number({ error }).int({ error }).min(least, { error });
};

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
  })
  .transform((values) => ({
    orySdkUrl: withoutSlash(
      values.NEXT_PUBLIC_ORY_SDK_URL ?? values.ORY_SDK_URL ?? "http://localhost:4000",
    ),
    oryProjectApiToken: values.ORY_PROJECT_API_TOKEN,
    oryAdminUrl: values.ORY_ADMIN_URL && withoutSlash(values.ORY_ADMIN_URL),
    trustedProxyHops: values.TRUSTED_PROXY_HOPS,
    privilegedSessionMaxAgeSeconds: values.PRIVILEGED_SESSION_MAX_AGE_SECONDS,
  }));

export type Env = z.output<typeof schema> & {
  /** The public origins of this app, the canonical one first. */
  appOrigins: readonly string[];
  /** Other origins that a `return_to` may name. */
  allowedReturnOrigins: readonly string[];
};

/**
 * Reads and checks the environment; an empty value counts as missing.
 *
 * @throws Error that names each wrong variable, what was found and what is expected.
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const result = schema.safeParse(given);
  const problems = result.success ? [] : result.error.issues.map((issue) => describe(issue, given));
  if (!given.APP_URL && appOrigins(given).length === 0) {
    problems.push(
      'APP_URL is missing: expected the public address of this app, for example "https://app.example.com"',
    );
  }
  if (!result.success || problems.length > 0) {
    throw new Error(
      `The environment is not right:\n${[...new Set(problems)].map((line) => `  - ${line}`).join("\n")}\n` +
        "Every variable is described in .env.example.",
    );
  }
  return {
    ...result.data,
    appOrigins: appOrigins(given),
    allowedReturnOrigins: allowedReturnOrigins(given),
  };
}

function describe(issue: z.core.$ZodIssue, given: Record<string, string | undefined>): string {
  const variable = String(issue.path[0]);
  // A credential must not end up in a log, right or wrong.
  const found = variable.includes("TOKEN") ? "a value" : `"${given[variable] ?? ""}"`;
  return `${variable} is ${found}: ${issue.message}`;
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, "");
}

let parsed: Env | undefined;

/**
 * The environment of this server, read when it starts, not when it is built: one build runs
 * against any Ory.
 *
 * @throws Error as {@link parseEnv}.
 */
export function env(): Env {
  // The whole object: a literal `process.env.NEXT_PUBLIC_X` would be inlined by the build.
  return (parsed ??= parseEnv(process.env));
}

/** Reads the environment now and ends the process with a readable error when it is not right. */
export function checkEnv(): void {
  try {
    env();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
