import type { Metadata } from "next";
import { AuthCard } from "@/components/ui/auth-card";
import { FlowForms } from "@/components/flow/flow-forms";
import { NoCookies } from "@/components/flow/no-cookies";
import { authPath, getFlow, type SearchParams } from "@/lib/flows/flows";
import { recovery as words } from "@/lib/words";

export const metadata: Metadata = { title: words.title };

/** A mailed code signs people in, then they set a new password in the settings. */
export default async function RecoveryPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const flow = await getFlow("recovery", searchParams);
  if (flow === "no_cookies") return <NoCookies type="recovery" searchParams={searchParams} />;
  return (
    <AuthCard
      title={words.title}
      description={words.lead}
      footer={
        <a className="link" href={authPath("login", flow.return_to)}>
          {words.back}
        </a>
      }
    >
      <FlowForms flow={flow} type="recovery" />
    </AuthCard>
  );
}
