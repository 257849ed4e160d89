import type { Metadata } from "next";
import { AuthCard } from "@/components/auth-card";
import { FlowForms } from "@/components/flow/flow-forms";
import { NoCookies } from "@/components/no-cookies";
import { SignOutButton } from "@/components/sign-out-button";
import type { Flow } from "@/lib/flow-schema";
import { authPath, getFlow, type SearchParams } from "@/lib/flows";
import { withUsableIdentifier } from "@/lib/login-flow";
import { getSession } from "@/lib/session";
import { siteName } from "@/lib/site";
import { readTraits } from "@/lib/traits";

export const metadata: Metadata = { title: "Sign in" };

/** Signs in: the first step, the second one (`aal2`), or a refresh of a session that is too old. */
export default async function LoginPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const flow = await getFlow("login", searchParams);
  if (flow === "no_cookies") return <NoCookies startAgain="/auth/login" />;
  const signedIn = flow.refresh === true || flow.requested_aal === "aal2";
  const email = flow.refresh ? await signedInEmail() : undefined;
  return (
    <AuthCard
      {...heading(flow)}
      footer={
        signedIn ? (
          <>
            <p>Not you, or no way to go on?</p>
            <SignOutButton className="link" />
          </>
        ) : (
          <>
            <p>
              New here?{" "}
              <a className="link" href={authPath("registration", flow.return_to)}>
                Create an account
              </a>
            </p>
            <a className="link" href={authPath("recovery", flow.return_to)}>
              Forgot your password?
            </a>
          </>
        )
      }
    >
      <FlowForms flow={withUsableIdentifier(flow, email)} type="login" />
    </AuthCard>
  );
}

async function signedInEmail(): Promise<string | undefined> {
  const result = await getSession();
  if (result.outcome !== "authenticated") return undefined;
  return readTraits(result.session.identity.traits).email;
}

function heading(flow: Flow): { title: string; description: string } {
  if (flow.state === "sent_email") {
    return { title: "Enter the code", description: "We mailed it to you just now." };
  }
  if (flow.requested_aal === "aal2") {
    return {
      title: "Second step",
      description: "Your account is protected by a second factor. Confirm it to go on.",
    };
  }
  if (flow.refresh) {
    return {
      title: "Confirm it is you",
      description: "What you are about to do needs a recent sign-in.",
    };
  }
  return { title: "Sign in", description: `Welcome back to ${siteName}.` };
}
