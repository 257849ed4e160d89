import { randomBytes, randomUUID } from "node:crypto";
import { z } from "zod";
import { type AdminApi, callAdmin, createPasswordAccount } from "../local/admin-api";
import { ask } from "../local/ask";
import type { Credentials } from "../local/native-flows";

const schemasSchema = z.tuple([z.object({ id: z.string() })], z.unknown());

/**
 * Creates an account, runs `work` with it and always deletes it. Its email domain can't receive
 * mail. Throws NoAnswer, or an Error with Ory's response.
 */
export async function withTemporaryAccount<T>(
  admin: AdminApi,
  oryUrl: string,
  work: (account: Credentials) => Promise<T>,
): Promise<T> {
  const email = `doctor-${randomUUID()}@example.com`;
  const password = randomBytes(24).toString("base64url");
  const [schema] = schemasSchema.parse((await ask(`${oryUrl}/schemas`)).json);
  const id = await createPasswordAccount(admin, { schemaId: schema.id, email, password });
  try {
    return await work({ email, password });
  } finally {
    await callAdmin(admin, `/identities/${id}`, { method: "DELETE" });
  }
}
