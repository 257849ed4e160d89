import { z } from "zod";
import { withSetCookies } from "./cookies";
import type { Target } from "./targets";

// Each follows the fastest way in its own documentation.

const secret = "only-for-measuring-and-nobody-else-knows-it";

const authjs: Target = {
  name: "Auth.js (JWT)",
  app: "authjs",
  env: ({ person }, url) => ({
    AUTH_SECRET: secret,
    AUTH_URL: url,
    BENCH_EMAIL: person.email,
    BENCH_PASSWORD: person.password,
  }),
  signIn: async ({ person }, url) => {
    const asked = await fetch(`${url}/api/auth/csrf`);
    const { csrfToken } = z.object({ csrfToken: z.string() }).parse(await asked.json());
    const cookie = withSetCookies("", asked.headers.getSetCookie());
    const { email, password } = person;
    const body = new URLSearchParams({ csrfToken, email, password });
    return withSetCookies(cookie, await post(`${url}/api/auth/callback/credentials`, body, cookie));
  },
};

function betterAuth(name: string, cookieCache: "yes" | "no"): Target {
  return {
    name,
    app: "better-auth",
    env: (_, url) => ({
      BETTER_AUTH_SECRET: secret,
      BETTER_AUTH_URL: url,
      BENCH_COOKIE_CACHE: cookieCache,
    }),
    signIn: async ({ person: { email, password, firstName: name } }, url) =>
      withSetCookies("", await post(`${url}/api/auth/sign-up/email`, { name, email, password })),
  };
}

const authkit: Target = {
  name: "AuthKit (sealed session)",
  app: "authkit",
  env: ({ workos }) => ({
    WORKOS_API_KEY: "unused",
    WORKOS_API_HOSTNAME: "localhost",
    WORKOS_API_HTTPS: "false",
    WORKOS_API_PORT: String(workos.port),
    WORKOS_CLIENT_ID: "client_bench",
    WORKOS_COOKIE_PASSWORD: secret,
  }),
  signIn: async ({ workos, person }, url) =>
    withSetCookies("", await post(`${url}/sign-in`, await workos.session(person.email))),
};

export const peers = {
  authjs,
  betterAuth: betterAuth("Better Auth", "no"),
  betterAuthCached: betterAuth("Better Auth, cookie cache", "yes"),
  authkit,
};

async function post(
  url: string,
  body: URLSearchParams | Record<string, unknown>,
  cookie = "",
): Promise<string[]> {
  const isForm = body instanceof URLSearchParams;
  const answer = await fetch(url, {
    method: "POST",
    redirect: "manual",
    headers: {
      cookie,
      origin: new URL(url).origin,
      ...(!isForm && { "content-type": "application/json" }),
    },
    body: isForm ? body : JSON.stringify(body),
  });
  if (answer.status >= 400) {
    throw new Error(`${url} answers ${answer.status}: ${(await answer.text()).slice(0, 300)}`);
  }
  await answer.arrayBuffer();
  return answer.headers.getSetCookie();
}
