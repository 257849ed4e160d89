import { PageHeading } from "@/components/card";
import { Shell } from "@/components/shell";
import { getClaims } from "@/lib/claims";
import { readTraits } from "@/lib/traits";

const pages = [
  ["/dashboard", "Your session: when it was issued, how you proved who you are, when it ends."],
  ["/profile", "Your identity: its traits and verified addresses."],
  ["/settings", "Your password, passkeys, second factor and backup codes."],
  ["/settings/sessions", "Everywhere you are signed in, and the way to sign out there."],
  ["/dashboard/confidential", "For sign-ins with two factors only."],
  ["/dashboard/client", "A client component that checks the session in the browser."],
] as const;

/** What this is, and who is signed in. Shown whatever a session check says. */
export default async function HomePage() {
  const result = await getClaims();
  const session = result.outcome === "authenticated" ? result.session : undefined;
  const { email } = readTraits(session?.identity.traits);
  return (
    <Shell session={session} signedOut={result.outcome === "anonymous"}>
      <PageHeading title="Sign-in that is done.">
        A Next.js starter whose pages are protected with Ory sessions. Sign up on a real Ory Kratos,
        running on this machine, and look at your session.
      </PageHeading>
      <p
        className="bg-surface border-line rounded-card mb-8 border px-5 py-4 text-sm"
        role="status"
      >
        <SessionState outcome={result.outcome} email={email} />
      </p>
      <h2 className="mb-3 font-semibold tracking-tight">Protected pages</h2>
      <ul className="grid gap-3 sm:grid-cols-3">
        {pages.map(([path, what]) => (
          <li key={path}>
            <a
              href={path}
              className="border-line bg-surface hover:border-field rounded-card block h-full border p-5"
            >
              <span className="font-mono text-sm font-medium">{path}</span>
              <span className="text-muted mt-2 block text-sm">{what}</span>
            </a>
          </li>
        ))}
      </ul>
    </Shell>
  );
}

type Outcome = Awaited<ReturnType<typeof getClaims>>["outcome"];

function SessionState({ outcome, email }: { outcome: Outcome; email: string | undefined }) {
  switch (outcome) {
    case "authenticated":
      return (
        <>
          Signed in as <strong>{email ?? "someone without an address"}</strong>.
        </>
      );
    case "anonymous":
      return "Nobody is signed in. Open a protected page: you are sent to sign in, and back.";
    case "aal2_required":
      return "Signed in, but the second step is still to come. Any protected page leads there.";
    case "unavailable":
      return "The sign-in service can’t be reached. Whoever is signed in stays so.";
  }
}
