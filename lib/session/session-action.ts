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
  /** The longest allowed time since the last sign-in or refresh. */
  maxAgeSeconds?: number;
  aal2?: boolean;
  role?: Role;
}

/**
 * Guards a server action: `export const rename = sessionAction(schema, action, { aal2: true })`.
 * Checks the request's origin, the session, the person, the requirements and the input. Redirects
 * as the guards do, or if the form (`<SessionForm>`) was rendered for another person.
 * @throws Error if the request comes from another site or the fields don't fit.
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
