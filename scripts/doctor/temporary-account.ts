import { randomBytes, randomUUID } from "node:crypto";
import { z } from "zod";
import type { Admin } from "./admin";
import { ask } from "./ask";

export interface Account {
  email: string;
  password: string;
}

const identitySchema = z.object({ id: z.string() });
const schemasSchema = z.array(z.object({ id: z.string() })).min(1);

/**
 * Makes an account, has `work` use it and deletes it, whatever happened. Its address is verified, so
 * that no mail is sent, and at a domain that no mail can reach.
 *
 * @throws NoAnswer, or an Error that says what Ory answered.
 */
export async function withTemporaryAccount<T>(
  admin: Admin,
  oryUrl: string,
  work: (account: Account) => Promise<T>,
): Promise<T> {
  const email = `doctor-${randomUUID()}@example.com`;
  const password = randomBytes(24).toString("base64url");
  const [schema] = schemasSchema.parse((await ask(`${oryUrl}/schemas`)).json);
  const headers = { ...admin.headers, "content-type": "application/json" };
  const made = await ask(`${admin.url}/admin/identities`, {
    method: "POST",
    headers,
    body: JSON.stringify({
      schema_id: schema?.id,
      traits: { email },
      credentials: { password: { config: { password } } },
      verifiable_addresses: [{ value: email, via: "email", verified: true, status: "completed" }],
    }),
  });
  const identity = identitySchema.safeParse(made.json).data;
  if (made.status !== 201 || identity === undefined) {
    throw new Error(`Ory made no account (status ${made.status}): ${made.text.slice(0, 300)}`);
  }
  try {
    return await work({ email, password });
  } finally {
    await ask(`${admin.url}/admin/identities/${identity.id}`, { method: "DELETE", headers });
  }
}
