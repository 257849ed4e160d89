import { z } from "zod";

// Ory's flows for programs without a browser: JSON in, JSON out, a session token instead of a cookie.

const nodeSchema = z.object({
  attributes: z.object({
    id: z.string().optional(),
    text: z.object({ text: z.string() }).optional(),
  }),
});
const flowSchema = z.object({
  id: z.string(),
  ui: z.object({ nodes: z.array(nodeSchema) }),
});
const signedInSchema = z.object({ session_token: z.string() });

export interface Credentials {
  email: string;
  password: string;
}

/** Signs in and returns the session token. */
export async function signIn(publicUrl: string, credentials: Credentials): Promise<string> {
  const flow = flowSchema.parse(await call(publicUrl, "/self-service/login/api"));
  const answer = await call(publicUrl, `/self-service/login?flow=${flow.id}`, {
    body: { method: "password", identifier: credentials.email, password: credentials.password },
  });
  return signedInSchema.parse(answer).session_token;
}

/** The second step of a sign-in. The session token stays the same. */
export async function confirmSignIn(
  publicUrl: string,
  sessionToken: string,
  code: string,
): Promise<void> {
  const flow = flowSchema.parse(
    await call(publicUrl, "/self-service/login/api?aal=aal2", { sessionToken }),
  );
  await call(publicUrl, `/self-service/login?flow=${flow.id}`, {
    sessionToken,
    body: { method: "totp", totp_code: code },
  });
}

/** Sets up an authenticator app; `codeFor` computes a code from the secret that Ory chose. */
export async function enrolTotp(
  publicUrl: string,
  sessionToken: string,
  codeFor: (secret: string) => string,
): Promise<string> {
  const flow = flowSchema.parse(
    await call(publicUrl, "/self-service/settings/api", { sessionToken }),
  );
  const secret = flow.ui.nodes.find(({ attributes }) => attributes.id === "totp_secret_key")
    ?.attributes.text?.text;
  if (secret === undefined) throw new Error("Ory's settings flow offers no authenticator app.");
  await call(publicUrl, `/self-service/settings?flow=${flow.id}`, {
    sessionToken,
    body: { method: "totp", totp_code: codeFor(secret) },
  });
  return secret;
}

async function call(
  baseUrl: string,
  path: string,
  { body, sessionToken }: { body?: unknown; sessionToken?: string } = {},
): Promise<unknown> {
  const response = await fetch(new URL(path, baseUrl), {
    method: body === undefined ? "GET" : "POST",
    headers: {
      accept: "application/json",
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(sessionToken === undefined ? {} : { "x-session-token": sessionToken }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) {
    throw new Error(
      `${path} answered ${response.status}: ${(await response.text()).slice(0, 500)}`,
    );
  }
  return response.json();
}
