import { z } from "zod";
import { flowSchema } from "../../lib/flows/schema";
import { ask } from "./ask";

// Ory's flows for clients without a browser: they use JSON, and a session token, not a cookie.

const signedInSchema = z.object({ session_token: z.string() });

export interface Credentials {
  email: string;
  password: string;
}

export async function signIn(publicUrl: string, credentials: Credentials): Promise<string> {
  const { id } = flowSchema.parse(await call(publicUrl, "/self-service/login/api"));
  const answer = await call(publicUrl, `/self-service/login?flow=${id}`, undefined, {
    method: "password",
    identifier: credentials.email,
    password: credentials.password,
  });
  return signedInSchema.parse(answer).session_token;
}

/** Completes the second step of a sign-in. The session token stays the same. */
export async function confirmSignIn(
  publicUrl: string,
  sessionToken: string,
  code: string,
): Promise<void> {
  const begun = await call(publicUrl, "/self-service/login/api?aal=aal2", sessionToken);
  const { id } = flowSchema.parse(begun);
  const totp = { method: "totp", totp_code: code };
  await call(publicUrl, `/self-service/login?flow=${id}`, sessionToken, totp);
}

/** Sets up an authenticator app. `codeFor` computes a code from the secret that Ory chose. */
export async function enrolTotp(
  publicUrl: string,
  sessionToken: string,
  codeFor: (secret: string) => string,
): Promise<string> {
  const begun = await call(publicUrl, "/self-service/settings/api", sessionToken);
  const { id, ui } = flowSchema.parse(begun);
  const node = ui.nodes.find(
    ({ type, attributes }) => type === "text" && attributes.id === "totp_secret_key",
  );
  if (node?.type !== "text") throw new Error("Ory's settings flow offers no authenticator app.");
  const secret = node.attributes.text.text;
  const totp = { method: "totp", totp_code: codeFor(secret) };
  await call(publicUrl, `/self-service/settings?flow=${id}`, sessionToken, totp);
  return secret;
}

async function call(baseUrl: string, path: string, sessionToken?: string, json?: unknown) {
  const headers = { ...(sessionToken !== undefined && { "x-session-token": sessionToken }) };
  const answer = await ask(baseUrl + path, { headers, json });
  if (answer.status < 300) return answer.json;
  throw new Error(`${path} answered ${answer.status}: ${answer.text.slice(0, 500)}`);
}
