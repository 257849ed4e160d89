import { createHash, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { People } from "./people.ts";

export const secretHeader = "x-hook-secret";

/** Before an account is stored, its id is all zeros. */
const nobody = "00000000-0000-0000-0000-000000000000";

const bodySchema = z.object({ identity_id: z.uuid().refine((id) => id !== nobody) });

/**
 * Handles Ory's registration webhook. Responds with 204 once the person has a row, even if called
 * again, 401 without the secret, and 400 for an invalid id. Uses standard web types, so it also
 * works as a Next.js route handler.
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

/** Compares in constant time, whatever the content and length. */
function equal(given: string, expected: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
