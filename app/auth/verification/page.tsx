import type { Metadata } from "next";
import { AuthCard } from "@/components/auth-card";
import { FlowForms } from "@/components/flow/flow-forms";
import { NoCookies } from "@/components/no-cookies";
import { getFlow, type SearchParams } from "@/lib/flows";
import { safeReturnTo } from "@/lib/request";

export const metadata: Metadata = { title: "Verify your address" };

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
      title="Verify your address"
      description="A code sent to your address proves that it is yours."
      footer={
        <a className="link" href={safeReturnTo(flow.return_to)}>
          Go on without
        </a>
      }
    >
      <FlowForms flow={flow} type="verification" />
    </AuthCard>
  );
}
