import type { Metadata } from "next";
import { Card, PageHeading } from "@/components/ui/card";
import { SessionProperties } from "@/components/session/session-properties";
import { Shell } from "@/components/session/shell";
import { confidential as words, session as sessionWords } from "@/lib/words";
import { requireAal2 } from "@/lib/session";

export const metadata: Metadata = { title: words.title };

/** An example of a page that requires two factors. */
export default async function ConfidentialPage() {
  const session = await requireAal2();
  return (
    <Shell session={session}>
      <PageHeading title={words.title}>{words.lead}</PageHeading>
      <Card title={sessionWords.title} description={sessionWords.lead} split>
        <SessionProperties session={session} />
      </Card>
    </Shell>
  );
}
