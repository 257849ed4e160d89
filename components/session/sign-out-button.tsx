import { shell } from "@/lib/words";
import { personField } from "@/lib/session/person";
import type { SessionClaims } from "@/lib/session/schema";

interface SignOutButtonProps {
  className?: string;
  /** Who is signed in, where that is known: nobody else is signed out by this button. */
  session?: SessionClaims;
  /** Where to go after signing in again; without it signing out ends on the start page. */
  returnTo?: string;
}

/** Signs out by a form post, so no link, prefetch or other site can. Works without script. */
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
