import type { Metadata } from "next";
import { AuthCard } from "@/components/ui/auth-card";
import { FlowForms } from "@/components/flow/flow-forms";
import { NoCookies } from "@/components/flow/no-cookies";
import { getFlow, type SearchParams } from "@/lib/flows/flows";
import { withRequestedAddress } from "@/lib/flows/verification-flow";
import { verification as words } from "@/lib/words";
import { safeReturnTo } from "@/lib/return-to/request";

export const metadata: Metadata = { title: words.title };

/** Proves that an email address is the person's own, with a code sent there. */
export default async function VerificationPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const flow = await getFlow("verification", searchParams);
  if (flow === "no_cookies") return <NoCookies startAgain="/auth/verification" />;
  return (
    <AuthCard
      title={words.title}
      description={words.lead}
      footer={
        <a className="link" href={safeReturnTo(flow.return_to)}>
          {words.skip}
        </a>
      }
    >
      <FlowForms flow={withRequestedAddress(flow)} type="verification" />
    </AuthCard>
  );
}
