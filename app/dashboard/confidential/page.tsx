import type { Metadata } from "next";
import { Card, PageHeading } from "@/components/card";
import { SessionProperties } from "@/components/session-properties";
import { Shell } from "@/components/shell";
import { requireAal2 } from "@/lib/session";

export const metadata: Metadata = { title: "Confidential" };

/** The example of a page for people who signed in with two factors. */
export default async function ConfidentialPage() {
  const session = await requireAal2();
  return (
    <Shell session={session}>
      <PageHeading title="Confidential">
        Only a sign-in with two factors gets here: this page calls <code>requireAal2()</code>.
      </PageHeading>
      <Card title="Your session">
        <SessionProperties session={session} />
      </Card>
    </Shell>
  );
}
