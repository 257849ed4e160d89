import { z } from "zod";

/** An http(s) URL, reduced to its origin, so that appending a path can't change the host. */
const origin = z.url({ protocol: /^https?$/ }).transform((url) => new URL(url).origin);

/** From the environment. The defaults fit the starter's `npm run dev`. */
export const config = z
  .object({
    PORT: z.coerce.number().int().default(3001),
    /** This app's public URL. Never taken from a request, whose Host header can be anything. */
    APP_URL: origin.optional(),
    /** The starter, which has the login page. */
    STARTER_URL: origin.default("http://localhost:3000"),
    /** The public URL of Ory Kratos or the Ory Network project. */
    ORY_SDK_URL: z.url().default("http://localhost:4000"),
  })
  .transform((env) => ({
    port: env.PORT,
    appUrl: env.APP_URL ?? `http://localhost:${env.PORT}`,
    starterUrl: env.STARTER_URL,
    oryUrl: env.ORY_SDK_URL,
  }))
  .parse(process.env);
