import type { Metadata } from "next";
import { AssuranceLevel } from "@/components/session/assurance-level";
import { Card, PageHeading } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { Properties } from "@/components/ui/properties";
import { ActiveBadge, methodNames } from "@/components/session/session-properties";
import { SessionTimeline } from "@/components/session/session-timeline";
import { Shell } from "@/components/session/shell";
import { requireClaims } from "@/lib/token-mode";
import { thisBrowser } from "@/lib/account/devices";
import { dashboard as words, session as sessionWords } from "@/lib/words";
import { serverNow } from "@/lib/words/relative-time";
import { accountName } from "@/lib/session/traits";

export const metadata: Metadata = { title: words.title };

export default async function DashboardPage() {
  const session = await requireClaims();
  return (
    <Shell session={session}>
      <PageHeading title={words.welcome(accountName(session.identity))}>{words.lead}</PageHeading>
      <div className="grid gap-5 md:grid-cols-2">
        <div className="min-w-0 md:col-span-2">
          <Card title={sessionWords.title} description={sessionWords.lead}>
            <SessionTimeline session={session} now={serverNow()} />
          </Card>
        </div>
        <Card title={words.level}>
          <AssuranceLevel session={session} />
        </Card>
        <Card title={words.signIn}>
          <Properties
            items={[
              [sessionWords.methods, methodNames(session)],
              [sessionWords.device, await thisBrowser()],
              [sessionWords.active, <ActiveBadge key="active" session={session} />],
              [sessionWords.id, <code key="id">{session.id}</code>],
            ]}
          />
        </Card>
        <div className="min-w-0 md:col-span-2">
          <Card title={words.json} description={words.jsonLead} aside={<CopyButton from="json" />}>
            <pre
              id="json"
              tabIndex={0}
              role="group"
              aria-label={words.json}
              className="bg-sunken rounded-control max-h-96 overflow-auto p-4 font-mono text-xs leading-relaxed"
            >
              {JSON.stringify(session, null, 2)}
            </pre>
          </Card>
        </div>
      </div>
    </Shell>
  );
}
