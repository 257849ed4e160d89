import { shell } from "@/lib/words";

/** Signs out by a form post, so no link, prefetch or other site can. Works without script. */
export function SignOutButton({ className = "button button-small button-secondary" }) {
  return (
    <form action="/auth/logout" method="post">
      <button type="submit" className={className}>
        {shell.signOut}
      </button>
    </form>
  );
}
