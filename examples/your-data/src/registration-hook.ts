import { createHash, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { People } from "./people.ts";

export const secretHeader = "x-hook-secret";

/** Before an account is stored its id is all zeros, which is nobody's. */
const nobody = "00000000-0000-0000-0000-000000000000";

const bodySchema = z.object({ identity_id: z.uuid().refine((id) => id !== nobody) });

/**
 * Answers Ory's registration webhook: 204 once the person has a row, however often Ory asks; 401
 * without the secret, 400 for what is no identity's id. Takes and gives the web's own types, so it
 * serves as a route handler of Next.js as it is.
 */
export async function registrationHook(
  request: Request,
  { people, secret }: { people: Pick<People, "ensure">; secret: string },
): Promise<Response> {
  if (!equal(request.headers.get(secretHeader) ?? "", secret)) {
    return new Response(null, { status: 401 });
  }
  const body = bodySchema.safeParse(await request.json().catch(() => undefined));
  if (!body.success) return new Response(null, { status: 400 });
  await people.ensure(body.data.identity_id, "webhook");
  return new Response(null, { status: 204 });
}

/** Takes as long for a secret that is nearly right as for any other, of whatever length. */
function equal(given: string, expected: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
