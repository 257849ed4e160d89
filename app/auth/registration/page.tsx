import type { Metadata } from "next";
import { AuthCard } from "@/components/auth-card";
import { FlowForms } from "@/components/flow/flow-forms";
import { NoCookies } from "@/components/no-cookies";
import { authPath, getFlow, type SearchParams } from "@/lib/flows";

export const metadata: Metadata = { title: "Sign up" };

/** Signs up, in Ory's two steps: who you are, then how you will sign in. */
export default async function RegistrationPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const flow = await getFlow("registration", searchParams);
  if (flow === "no_cookies") return <NoCookies startAgain="/auth/registration" />;
  return (
    <AuthCard
      title={flow.state === "sent_email" ? "Enter the code" : "Create an account"}
      description="One account, and you are on your way."
      footer={
        <p>
          Have an account?{" "}
          <a className="link" href={authPath("login", flow.return_to)}>
            Sign in
          </a>
        </p>
      }
    >
      <FlowForms flow={flow} type="registration" />
    </AuthCard>
  );
}
