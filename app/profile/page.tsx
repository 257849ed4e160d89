import type { Metadata } from "next";
import { Card, PageHeading } from "@/components/card";
import { LocalTime } from "@/components/local-time";
import { Properties } from "@/components/properties";
import { Shell } from "@/components/shell";
import { type SearchParams, single } from "@/lib/flows";
import { requireSession } from "@/lib/session";
import { displayName, readTraits } from "@/lib/traits";

export const metadata: Metadata = { title: "Profile" };

/** The identity behind the session: its traits, addresses, id and age. */
export default async function ProfilePage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const session = await requireSession();
  const { identity } = session;
  const traits = readTraits(identity.traits);
  const exportReady = single((await searchParams).export) === "ready";
  return (
    <Shell session={session}>
      <PageHeading title={displayName(traits)}>
        Your identity at Ory. Change it in{" "}
        <a className="link" href="/settings">
          settings
        </a>
        .
      </PageHeading>
      <div className="grid grid-cols-1 gap-6">
        <Card title="Traits" description="Your data, as the identity schema defines it.">
          <Properties
            items={[
              ["Email", traits.email ?? "Not given"],
              ["First name", traits.name?.first ?? "Not given"],
              ["Last name", traits.name?.last ?? "Not given"],
            ]}
          />
        </Card>
        <Card title="Addresses" description="Where Ory can reach you.">
          <Properties
            items={identity.verifiable_addresses.map(({ value, verified }) => [
              value,
              verified ? (
                "Verified"
              ) : (
                <>
                  Not verified.{" "}
                  <a className="link" href="/auth/verification?return_to=/profile">
                    Verify it
                  </a>
                </>
              ),
            ])}
          />
        </Card>
        <Card
          title="Your data"
          description="Everything Ory keeps about you, as JSON. Needs a recent sign-in."
        >
          {exportReady && (
            <p role="status" className="notice bg-accent-soft text-accent mb-4">
              Thank you. Your data is ready to be downloaded.
            </p>
          )}
          {/* No Link: a download is no page, and must not be prefetched. */}
          <a href="/profile/export" className="button button-secondary">
            Download my data
          </a>
        </Card>
        <Card title="Identity">
          <Properties
            items={[
              ["Identity id", <code key="id">{identity.id}</code>],
              [
                "Member since",
                identity.created_at ? (
                  <LocalTime key="since" iso={identity.created_at} />
                ) : (
                  "Not known"
                ),
              ],
            ]}
          />
        </Card>
      </div>
    </Shell>
  );
}
