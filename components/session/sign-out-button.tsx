import { shell } from "@/lib/words";
import { personField } from "@/lib/session/person";
import type { SessionClaims } from "@/lib/session/schema";

interface SignOutButtonProps {
  className?: string;
  /** Who is signed in, where that is known: nobody else is signed out by this button. */
  session?: SessionClaims;
}

/** Signs out by a form post, so no link, prefetch or other site can. Works without script. */
export function SignOutButton({
  className = "button button-small button-secondary",
  session,
}: SignOutButtonProps) {
  return (
    <form action="/auth/logout" method="post">
      {session && <input type="hidden" name={personField} value={session.identity.id} />}
      <button type="submit" className={className}>
        {shell.signOut}
      </button>
    </form>
  );
}
