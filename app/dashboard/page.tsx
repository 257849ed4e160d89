import type { Metadata } from "next";
import { Card, PageHeading } from "@/components/card";
import { SessionProperties } from "@/components/session-properties";
import { SessionTimeline } from "@/components/session-timeline";
import { Shell } from "@/components/shell";
import { requireClaims } from "@/lib/claims";
import { serverNow } from "@/lib/server-now";
import { displayName, readTraits } from "@/lib/traits";

export const metadata: Metadata = { title: "Dashboard" };

/** Who is signed in, and the properties of their session. */
export default async function DashboardPage() {
  const session = await requireClaims();
  const traits = readTraits(session.identity.traits);
  return (
    <Shell session={session}>
      <PageHeading title={`Welcome, ${traits.email ?? displayName(traits)}`}>
        This page was rendered on the server, from a session that Ory confirmed.
      </PageHeading>
      <div className="grid grid-cols-1 gap-6">
        <Card title="Your session" description="What Ory knows about this sign-in.">
          <SessionTimeline session={session} now={serverNow()} />
          <SessionProperties session={session} />
        </Card>
        <Card title="Session as JSON" description="The same, as programs see it at /api/session.">
          <pre
            tabIndex={0}
            className="bg-sunken rounded-control max-h-96 overflow-auto p-4 font-mono text-xs leading-relaxed"
          >
            {JSON.stringify(session, null, 2)}
          </pre>
        </Card>
      </div>
    </Shell>
  );
}
