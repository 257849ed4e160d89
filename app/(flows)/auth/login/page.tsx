import type { Metadata } from "next";
import { AuthCard } from "@/components/ui/auth-card";
import { isButton } from "@/components/flow/group-forms";
import { FlowForms } from "@/components/flow/flow-forms";
import { NoCookies } from "@/components/flow/no-cookies";
import { SignOutButton } from "@/components/session/sign-out-button";
import type { Flow } from "@/lib/flows/schema";
import { authPath, getFlow, type SearchParams } from "@/lib/flows/flows";
import { schemaOf } from "@/lib/flows/identity-schema";
import { identifierLabel, withUsableIdentifier } from "@/lib/flows/login-flow";
import { setUpSecondFactorPath } from "@/lib/return-to/addresses";
import { redirectTo, safeReturnTo } from "@/lib/return-to/request";
import { login as words } from "@/lib/words";
import { getSession } from "@/lib/session";
import { identifierOf } from "@/lib/session/traits";

export const metadata: Metadata = { title: words.title };

/** The first step, the second one (`aal2`), or a refresh of a session that is too old. */
export default async function LoginPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const flow = await getFlow("login", searchParams);
  if (flow === "no_cookies") return <NoCookies type="login" searchParams={searchParams} />;
  // Without a second factor, Ory's second step is a dead end.
  if (flow.requested_aal === "aal2" && !flow.ui.nodes.some(isButton)) {
    redirectTo(setUpSecondFactorPath(safeReturnTo(flow.return_to)));
  }
  const signedIn = flow.refresh === true || flow.requested_aal === "aal2";
  const identifier = flow.refresh ? await signedInIdentifier() : undefined;
  const label = identifierLabel(await schemaOf(flow));
  return (
    <AuthCard
      {...heading(flow)}
      footer={
        signedIn ? (
          <>
            <p>{words.stuck}</p>
            <SignOutButton className="link" />
          </>
        ) : (
          <>
            <p>
              {words.newHere}{" "}
              <a className="link" href={authPath("registration", flow.return_to)}>
                {words.register}
              </a>
            </p>
            <a className="link" href={authPath("recovery", flow.return_to)}>
              {words.forgot}
            </a>
          </>
        )
      }
    >
      <FlowForms flow={withUsableIdentifier(flow, { identifier, label })} type="login" />
    </AuthCard>
  );
}

async function signedInIdentifier(): Promise<string | undefined> {
  const result = await getSession();
  if (result.outcome !== "authenticated") return undefined;
  return identifierOf(result.session.identity.traits);
}

function heading(flow: Flow): { title: string; description: string } {
  if (flow.state === "sent_email") {
    return { title: words.code, description: words.codeLead };
  }
  if (flow.requested_aal === "aal2") {
    return { title: words.second, description: words.secondLead };
  }
  if (flow.refresh) {
    return { title: words.refresh, description: words.refreshLead };
  }
  return { title: words.title, description: words.lead };
}
