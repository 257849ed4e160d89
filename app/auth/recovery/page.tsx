import type { Metadata } from "next";
import { AuthCard } from "@/components/auth-card";
import { FlowForms } from "@/components/flow/flow-forms";
import { NoCookies } from "@/components/no-cookies";
import { authPath, getFlow, type SearchParams } from "@/lib/flows";

export const metadata: Metadata = { title: "Recover your account" };

/** Lets people back in who can't sign in: a code by mail, then the settings to set a new password. */
export default async function RecoveryPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const flow = await getFlow("recovery", searchParams);
  if (flow === "no_cookies") return <NoCookies startAgain="/auth/recovery" />;
  return (
    <AuthCard
      title="Recover your account"
      description="We mail you a code. With it you are signed in and can set a new password."
      footer={
        <a className="link" href={authPath("login", flow.return_to)}>
          Back to sign-in
        </a>
      }
    >
      <FlowForms flow={flow} type="recovery" />
    </AuthCard>
  );
}
