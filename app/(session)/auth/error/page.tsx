import type { Metadata } from "next";
import { SignOutButton } from "@/components/session/sign-out-button";
import { AuthCard } from "@/components/ui/auth-card";
import { getFlowErrorId, type SearchParams, single } from "@/lib/flows/flows";
import { loginPath } from "@/lib/return-to/addresses";
import { safeReturnTo } from "@/lib/return-to/request";
import { flowError as words, lookUp } from "@/lib/words";

export const metadata: Metadata = { title: words.title };

/** For errors without a flow: Ory couldn't begin one, or redirects in a loop. */
export default async function ErrorPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { id, reason, return_to } = await searchParams;
  const asked = single(return_to);
  const returnTo = asked === undefined ? undefined : safeReturnTo(asked);
  if (single(reason) === "circle") {
    return (
      <AuthCard
        title={words.circle}
        description={words.circleLead}
        footer={
          <a className="link" href={safeReturnTo(asked)}>
            {words.goOn}
          </a>
        }
      >
        <SignOutButton className="button button-primary w-full" returnTo={asked ?? "/"} />
      </AuthCard>
    );
  }
  const why = lookUp(words.reasons, await getFlowErrorId(single(id)));
  return (
    <AuthCard title={words.heading} description={words.lead}>
      {why && <p className="bg-sunken rounded-control mb-5 px-3.5 py-2.5 text-sm">{why}</p>}
      <a href={loginPath(returnTo)} className="button button-primary w-full">
        {words.again}
      </a>
    </AuthCard>
  );
}
