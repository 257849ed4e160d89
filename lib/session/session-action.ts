import "server-only";
import { headers } from "next/headers";
import type { z } from "zod";
import { env } from "../server/env";
import { isSameOrigin } from "../server/same-origin";
import { requireSession } from "./session";
import type { Session } from "./schema";

/**
 * Guards a server action that a form calls: `export const rename = sessionAction(schema, async
 * (input, session) => …)` in a "use server" file.
 *
 * Before the action runs, the request's origin, the session and the input are checked. Leaves as
 * `requireSession` does when there is no session; throws when the request comes from another site
 * or the form's fields are not what `schema` expects: both are no mistake of a person.
 */
export function sessionAction<Schema extends z.ZodType>(
  schema: Schema,
  action: (input: z.output<Schema>, session: Session) => Promise<void>,
): (form: FormData) => Promise<void> {
  return async (form) => {
    if (!isSameOrigin(await headers(), env().appOrigins)) {
      throw new Error("A server action was called from another site.");
    }
    const session = await requireSession();
    await action(schema.parse(Object.fromEntries(form)), session);
  };
}
