import { z } from "zod";

const schema = z.object({
  PORT: z.coerce.number().int().default(3004),
  /** Ory's public API, or the Ory Network project. */
  ORY_SDK_URL: z.url().default("http://localhost:4000"),
  DATABASE_URL: z.string().default("file:people.db"),
  DATABASE_AUTH_TOKEN: z.string().optional(),
  /** Shared only by Ory and this app. */
  HOOK_SECRET: z
    .string('make one, such as crypto.randomBytes(32).toString("hex") of Node.js gives')
    .min(32, "has to be 32 characters or more"),
});

/** Returns the configuration from the environment. Throws an error that names what is wrong. */
export function readConfig(environment = process.env) {
  const result = schema.safeParse(environment);
  if (!result.success) {
    const problems = result.error.issues.map(({ path, message }) => `${path.join()}: ${message}`);
    throw new Error(problems.join("\n"));
  }
  const env = result.data;
  return {
    port: env.PORT,
    oryUrl: env.ORY_SDK_URL,
    databaseUrl: env.DATABASE_URL,
    databaseAuthToken: env.DATABASE_AUTH_TOKEN,
    hookSecret: env.HOOK_SECRET,
  };
}
