import { AuthCard } from "./auth-card";

/** For a browser that does not send cookies back: without them nobody can be signed in. */
export function NoCookies({ startAgain }: { startAgain: string }) {
  return (
    <AuthCard
      title="This page needs a cookie"
      description="Your browser did not send back the cookie that belongs to this form. The link may come from another browser, or cookies are switched off for this site."
    >
      <a href={startAgain} className="button button-primary w-full">
        Start again
      </a>
    </AuthCard>
  );
}
