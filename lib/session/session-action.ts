import "server-only";
import { headers } from "next/headers";
import type { z } from "zod";
import { accountChangedPath } from "../return-to/addresses";
import { redirectTo, requestedPath } from "../return-to/request";
import { env } from "../server/env";
import { isSameOrigin } from "../server/same-origin";
import { personField } from "./person";
import type { Role } from "./roles";
import type { Session } from "./schema";
import { requireAal2, requireFreshSession, requireRole, requireSession } from "./session";

interface Requirements {
  /** The person must have signed in, or confirmed it, within this time. */
  maxAgeSeconds?: number;
  /** The session must have two factors. */
  aal2?: boolean;
  role?: Role;
}

/**
 * Guards a server action that a form calls: `export const rename = sessionAction(schema, async
 * (input, session) => …, { maxAgeSeconds: 900 })` in a "use server" file.
 *
 * Before the action runs, the request's origin, the session, what is required of it, the person and
 * the input are checked. Leaves as the guards do when the session is not as required, and for a page
 * that says who is signed in now when the form (`<SessionForm>`) was rendered for somebody else.
 *
 * @throws Error when the request comes from another site, names no person or does not fit `schema`:
 * none of them is a mistake of a person.
 */
export function sessionAction<Schema extends z.ZodType>(
  schema: Schema,
  action: (input: z.output<Schema>, session: Session) => Promise<void>,
  requirements: Requirements = {},
): (form: FormData) => Promise<void> {
  return async (form) => {
    if (!isSameOrigin(await headers(), env().appOrigins)) {
      throw new Error("A server action was called from another site.");
    }
    const session = await requireSession();
    const person = form.get(personField);
    if (person === null) {
      throw new Error("The form of a server action names no person: render it with <SessionForm>.");
    }
    if (person !== session.identity.id) redirectTo(accountChangedPath(await requestedPath()));
    const { maxAgeSeconds, aal2, role } = requirements;
    if (maxAgeSeconds !== undefined) await requireFreshSession({ maxAgeSeconds });
    if (aal2) await requireAal2();
    if (role !== undefined) await requireRole(role);
    await action(schema.parse(Object.fromEntries(form)), session);
  };
}
