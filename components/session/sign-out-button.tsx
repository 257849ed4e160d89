import { shell } from "@/lib/words";
import { personField } from "@/lib/session/person";
import type { SessionClaims } from "@/lib/session/schema";

interface SignOutButtonProps {
  className?: string;
  /** If given, the button signs out only this person. */
  session?: SessionClaims;
  /** Where signing in again leads. Without it, signing out ends on the start page. */
  returnTo?: string;
}

/** A form post, so that no link, prefetch or other site signs people out. Works without script. */
export function SignOutButton({
  className = "button button-small button-secondary",
  session,
  returnTo,
}: SignOutButtonProps) {
  return (
    <form action="/auth/logout" method="post">
      {session && <input type="hidden" name={personField} value={session.identity.id} />}
      {returnTo !== undefined && <input type="hidden" name="return_to" value={returnTo} />}
      <button type="submit" className={className}>
        {shell.signOut}
      </button>
    </form>
  );
}
