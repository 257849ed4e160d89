import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { LocalOry } from "../../scripts/local/local-ory";

export interface Credentials {
  email: string;
  password: string;
}

export function somebody(): Credentials {
  return { email: `ann-${randomUUID()}@example.com`, password: `secret ${randomUUID()}` };
}

const flowSchema = z.object({ id: z.string() });
const registeredSchema = z.object({
  session_token: z.string(),
  identity: z.object({ id: z.string() }),
});

export type Registered =
  | { status: 200; identityId: string; sessionToken: string }
  | { status: number; identityId?: undefined };

/** Signs up like a program, and returns Ory's response. */
export async function register(
  { publicUrl }: Pick<LocalOry, "publicUrl">,
  { email, password }: Credentials,
): Promise<Registered> {
  const begun = await fetch(`${publicUrl}/self-service/registration/api`);
  const { id } = flowSchema.parse(await begun.json());
  const answer = await fetch(`${publicUrl}/self-service/registration?flow=${id}`, {
    method: "POST",
    headers: { accept: "application/json", "content-type": "application/json" },
    body: JSON.stringify({ method: "password", traits: { email }, password }),
  });
  if (answer.status !== 200) return { status: answer.status };
  const { identity, session_token } = registeredSchema.parse(await answer.json());
  return { status: 200, identityId: identity.id, sessionToken: session_token };
}

export async function registered(
  ory: Pick<LocalOry, "publicUrl">,
  credentials = somebody(),
): Promise<{ identityId: string; sessionToken: string }> {
  const answer = await register(ory, credentials);
  if (answer.identityId === undefined) {
    throw new Error(`The registration was answered with ${answer.status}.`);
  }
  return answer;
}
