import type { ReactNode } from "react";
import { personField } from "@/lib/session/person";
import type { SessionClaims } from "@/lib/session/schema";

interface SessionFormProps {
  /** The form is void once a different person signs in with this browser. */
  session: { identity: Pick<SessionClaims["identity"], "id"> };
  /** A route made by `formRoute()`, or a server action made by `sessionAction()`. */
  action: string | ((form: FormData) => Promise<void>);
  className?: string;
  children: ReactNode;
}

/** A form that names the person it was rendered for. Works without script. */
export function SessionForm({ session, action, className, children }: SessionFormProps) {
  return (
    <form
      action={action}
      // React sets the method of a server action's form itself.
      method={typeof action === "string" ? "post" : undefined}
      className={className}
    >
      <input type="hidden" name={personField} value={session.identity.id} />
      {children}
    </form>
  );
}
