import type { Metadata } from "next";
import { AuthCard } from "@/components/ui/auth-card";
import { FlowForms } from "@/components/flow/flow-forms";
import { providers } from "@/components/flow/group-forms";
import { NoCookies } from "@/components/flow/no-cookies";
import { authPath, getFlow, type SearchParams } from "@/lib/flows/flows";
import { schemaOf } from "@/lib/flows/identity-schema";
import { withTraits } from "@/lib/flows/trait-nodes";
import { registration as words } from "@/lib/words";

export const metadata: Metadata = { title: words.title };

/** Ory's two steps: personal data, then a sign-in method. */
export default async function RegistrationPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const begun = await getFlow("registration", searchParams);
  if (begun === "no_cookies") return <NoCookies type="registration" searchParams={searchParams} />;
  const flow = withTraits(begun, await schemaOf(begun));
  const choosesMethod = flow.ui.nodes.some(({ group }) => group === "password");
  return (
    <AuthCard
      title={flow.state === "sent_email" ? words.code : words.heading}
      description={choosesMethod ? words.methodLead : words.lead}
      footer={
        <>
          <p>
            {words.haveOne}{" "}
            <a className="link" href={authPath("login", flow.return_to)}>
              {words.login}
            </a>
          </p>
          {/* After a try with a social provider, Ory's flow offers nothing else. */}
          {flow.ui.nodes.every(({ group }) => ["default", ...providers].includes(group)) && (
            <a className="link" href={authPath("registration", flow.return_to)}>
              {words.otherWays}
            </a>
          )}
        </>
      }
    >
      <FlowForms flow={flow} type="registration" />
    </AuthCard>
  );
}
