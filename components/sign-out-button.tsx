/** Signs out by a form post, so no link, prefetch or other site can. Works without script. */
export function SignOutButton({ className = "button button-secondary" }: { className?: string }) {
  return (
    <form action="/auth/logout" method="post">
      <button type="submit" className={className}>
        Sign out
      </button>
    </form>
  );
}
