import type { Metadata } from "next";
import { Card, PageHeading } from "@/components/ui/card";
import { LocalTime } from "@/components/ui/local-time";
import { Properties } from "@/components/ui/properties";
import { SessionProperties } from "@/components/session/session-properties";
import { Shell } from "@/components/session/shell";
import { type SearchParams, single } from "@/lib/flows/flows";
import { schemaNamed } from "@/lib/flows/identity-schema";
import { listTraits } from "@/lib/flows/trait-list";
import { verificationPath } from "@/lib/flows/verification-flow";
import { profile as words, session as sessionWords } from "@/lib/words";
import { requireSession } from "@/lib/session";
import { displayName } from "@/lib/session/traits";

export const metadata: Metadata = { title: words.title };

export default async function ProfilePage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const session = await requireSession();
  const { identity } = session;
  const schema = await schemaNamed(identity.schema_id);
  const exportReady = single((await searchParams).export) === "ready";
  return (
    <Shell session={session}>
      <PageHeading title={displayName(identity)}>
        {words.lead}{" "}
        <a className="link" href="/settings">
          {words.leadLink}
        </a>
      </PageHeading>
      <div className="grid gap-5">
        <Card title={words.traits} description={words.traitsLead} split>
          <Properties
            items={listTraits(schema, identity.traits).map(([label, text]) => [
              label,
              text || words.notGiven,
            ])}
          />
        </Card>
        <Card title={words.addresses} description={words.addressesLead} split>
          {identity.verifiable_addresses.length === 0 && (
            <p className="text-muted text-sm">{words.noAddresses}</p>
          )}
          <ul className="grid gap-3">
            {identity.verifiable_addresses.map(({ value, via, verified }) => (
              <li key={value} className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
                <span className="min-w-0 break-words">{value}</span>
                {verified ? (
                  <span className="badge badge-good">{words.verified}</span>
                ) : (
                  <>
                    <span className="badge badge-warning">{words.notVerified}</span>
                    {/* Ory can't begin a verification by SMS. */}
                    {via !== "sms" && (
                      <a className="link" href={verificationPath(value, "/profile")}>
                        {words.verify}
                      </a>
                    )}
                  </>
                )}
              </li>
            ))}
          </ul>
        </Card>
        <Card title={sessionWords.title} description={sessionWords.lead} split>
          <SessionProperties session={session} />
        </Card>
        <Card title={words.data} description={words.dataLead} split>
          {exportReady && (
            <p role="status" className="notice bg-accent-soft text-accent mb-4">
              {words.ready}
            </p>
          )}
          {/* Not a NavLink, because a download isn't a page. */}
          <a href="/profile/export" className="button button-secondary">
            {words.download}
          </a>
        </Card>
        <Card title={words.identity} description={words.identityLead} split>
          <Properties
            items={[
              [words.id, <code key="id">{identity.id}</code>],
              [
                words.since,
                identity.created_at ? (
                  <LocalTime key="since" iso={identity.created_at} />
                ) : (
                  words.notKnown
                ),
              ],
            ]}
          />
        </Card>
      </div>
    </Shell>
  );
}
