import { noCookies as words } from "@/lib/words";
import { AuthCard } from "../ui/auth-card";

/** For a browser that does not send cookies back: without them nobody can be signed in. */
export function NoCookies({ startAgain }: { startAgain: string }) {
  return (
    <AuthCard title={words.heading} description={words.lead}>
      <a href={startAgain} className="button button-primary w-full">
        {words.again}
      </a>
    </AuthCard>
  );
}
