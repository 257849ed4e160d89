import type { Metadata } from "next";
import { AuthCard } from "@/components/ui/auth-card";
import { FlowForms } from "@/components/flow/flow-forms";
import { NoCookies } from "@/components/flow/no-cookies";
import { authPath, getFlow, type SearchParams } from "@/lib/flows/flows";
import { withRequestedAddress } from "@/lib/flows/verification-flow";
import { verification as words } from "@/lib/words";
import { safeReturnTo } from "@/lib/return-to/request";
import { getSession } from "@/lib/session/session";

export const metadata: Metadata = { title: words.title };

/** Verifies an email address with a mailed code. */
export default async function VerificationPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const flow = await getFlow("verification", searchParams);
  if (flow === "no_cookies") return <NoCookies type="verification" searchParams={searchParams} />;
  const session = await getSession();
  const addresses =
    session.outcome === "authenticated" ? session.session.identity.verifiable_addresses : [];
  // Without a session, continuing would lead back to the sign-in.
  const skip = session.outcome === "authenticated";
  return (
    <AuthCard
      title={words.title}
      description={words.lead}
      footer={
        <a
          className="link"
          href={skip ? safeReturnTo(flow.return_to) : authPath("login", flow.return_to)}
        >
          {skip ? words.skip : words.login}
        </a>
      }
    >
      <FlowForms
        flow={withRequestedAddress(flow)}
        type="verification"
        address={(addresses.find(({ verified }) => !verified) ?? addresses[0])?.value}
      />
    </AuthCard>
  );
}
