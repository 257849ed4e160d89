import type { SessionClaims } from "@/lib/session/schema";
import { dashboard as words } from "@/lib/words";
import { levelName } from "./session-properties";

export function AssuranceLevel({ session }: { session: SessionClaims }) {
  const two = session.authenticator_assurance_level === "aal2";
  return (
    <>
      <div className="flex gap-1.5" aria-hidden="true">
        <span className="bg-accent h-2 flex-1 rounded-full" />
        <span className={`h-2 flex-1 rounded-full ${two ? "bg-accent" : "bg-sunken"}`} />
      </div>
      <p className="mt-4 font-semibold">{levelName(session)}</p>
      <p className="text-muted mt-1 text-sm">
        {two ? words.levelHints.aal2 : words.levelHints.aal1}
      </p>
      {!two && (
        // The page asks for the second factor, or leads to its setup.
        <a href="/dashboard/confidential" className="button button-small button-secondary mt-4">
          {words.raise}
        </a>
      )}
    </>
  );
}
