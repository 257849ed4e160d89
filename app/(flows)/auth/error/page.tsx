import type { Metadata } from "next";
import { SignOutButton } from "@/components/session/sign-out-button";
import { AuthCard } from "@/components/ui/auth-card";
import { authPath, type SearchParams, single } from "@/lib/flows/flows";
import { safeReturnTo } from "@/lib/return-to/request";
import { flowError as words } from "@/lib/words";

export const metadata: Metadata = { title: words.title };

/** For what no flow's page can say: Ory could not begin a flow, or leads in circles. */
export default async function ErrorPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { reason, return_to } = await searchParams;
  const returnTo = single(return_to);
  if (single(reason) === "circle") {
    return (
      <AuthCard
        title={words.circle}
        description={words.circleLead}
        footer={
          <a className="link" href={safeReturnTo(returnTo)}>
            {words.goOn}
          </a>
        }
      >
        <SignOutButton className="button button-primary w-full" returnTo={returnTo ?? "/"} />
      </AuthCard>
    );
  }
  return (
    <AuthCard title={words.heading} description={words.lead}>
      <a href={authPath("login", returnTo)} className="button button-primary w-full">
        {words.again}
      </a>
    </AuthCard>
  );
}
