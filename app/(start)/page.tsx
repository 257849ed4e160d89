import type { Metadata } from "next";
import { AccessMap } from "@/components/session/access-map";
import { Moments } from "@/components/ui/moments";
import { SessionTimeline } from "@/components/session/session-timeline";
import { Shell } from "@/components/session/shell";
import { getClaims } from "@/lib/token-mode";
import { type SearchParams, single } from "@/lib/flows/flows";
import { home as words } from "@/lib/words";
import { serverNow } from "@/lib/words/relative-time";
import { flowPagePath } from "@/lib/return-to/addresses";
import { accountName } from "@/lib/session/traits";

export const metadata: Metadata = { alternates: { canonical: "/" }, robots: { index: true } };

const code = {
  before: `import { requireSession } from "@/lib/session";

export default async function Page() {
  `,
  guard: "const session = await requireSession();",
  after: `
  return <p>Your identity: {session.identity.id}</p>;
}`,
};

type Visitor = Awaited<ReturnType<typeof getClaims>>;

/** Demonstrates the session check. Renders for every outcome. */
export default async function HomePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const deleted = single((await searchParams).account) === "deleted";
  const visitor = await getClaims();
  const session = visitor.outcome === "authenticated" ? visitor.session : undefined;
  return (
    <Shell session={session} signedOut={visitor.outcome === "anonymous"}>
      {deleted && visitor.outcome === "anonymous" && (
        <p role="status" className="notice bg-accent-soft text-accent mb-6">
          {words.accountDeleted}
        </p>
      )}
      <div className="grid grid-cols-1 items-center gap-10 py-4 sm:py-10 lg:grid-cols-[minmax(0,1.2fr)_minmax(0,1fr)] lg:gap-14">
        <div>
          <p className="text-accent text-sm font-semibold">{words.eyebrow}</p>
          <h1 className="mt-3 text-3xl leading-[1.02] tracking-[-0.035em]">{words.title}</h1>
          <p className="text-muted mt-5 max-w-prose text-lg">{words.lead}</p>
          <div className="mt-8 flex flex-wrap gap-3">
            {session ? (
              <a href="/dashboard" className="button button-primary">
                {words.toDashboard}
              </a>
            ) : (
              <>
                <a href={flowPagePath("registration")} className="button button-primary">
                  {words.start}
                </a>
                <a href="/dashboard" className="button button-secondary">
                  {words.protectedPage}
                </a>
              </>
            )}
          </div>
        </div>
        <ThisVisit visitor={visitor} />
      </div>

      <section className="mt-14" aria-labelledby="map">
        <h2 id="map" className="text-xl">
          {words.mapTitle}
        </h2>
        <p className="text-muted mt-1 mb-5 max-w-prose">{words.mapLead}</p>
        <AccessMap visitor={visitor} />
      </section>

      <section className="mt-16 grid grid-cols-1 gap-8 lg:grid-cols-2 lg:gap-14">
        <div className="min-w-0">
          <h2 className="text-xl">{words.codeTitle}</h2>
          <p className="text-muted mt-1 mb-5">{words.codeLead}</p>
          <pre
            tabIndex={0}
            role="group"
            aria-label={words.codeTitle}
            className="card overflow-auto p-5 font-mono text-xs leading-relaxed"
          >
            {code.before}
            <mark className="bg-accent-soft text-accent rounded-sm">{code.guard}</mark>
            {code.after}
          </pre>
        </div>
        <ul className="grid content-center gap-6">
          {words.promises.map(([title, text]) => (
            <li key={title} className="border-accent border-s-2 ps-5">
              <p className="font-semibold">{title}</p>
              <p className="text-muted mt-1 text-sm">{text}</p>
            </li>
          ))}
        </ul>
      </section>
    </Shell>
  );
}

function ThisVisit({ visitor }: { visitor: Visitor }) {
  const { outcome } = visitor;
  return (
    <section className="card p-5 sm:p-7" aria-labelledby="visit">
      <div className="flex items-center justify-between gap-4">
        <h2 id="visit" className="text-sm">
          {words.live}
        </h2>
        <code className={`badge ${outcome === "authenticated" ? "badge-good" : ""}`}>
          {outcome}
        </code>
      </div>
      <p role="status" className="mt-5 text-xl leading-snug font-medium tracking-tight break-words">
        {words.states[outcome]}{" "}
        {outcome === "authenticated" && (
          <strong className="font-semibold">{accountName(visitor.session.identity)}</strong>
        )}
      </p>
      <p className="text-muted mt-2 text-sm">{words.stateHints[outcome]}</p>
      <div className="mt-6 empty:hidden">
        {outcome === "anonymous" && (
          <Moments
            moments={words.steps.map(([when, title, text]) => ({
              when,
              title,
              content: <p className="text-muted mt-0.5 text-sm">{text}</p>,
            }))}
          />
        )}
        {outcome === "authenticated" && (
          <SessionTimeline session={visitor.session} now={serverNow()} short />
        )}
      </div>
    </section>
  );
}
