import type { Metadata } from "next";
import { AuthCard } from "@/components/ui/auth-card";
import { type SearchParams, single } from "@/lib/flows/flows";
import { withParameters } from "@/lib/flows/page";
import { secondFactor as words } from "@/lib/words";
import { settingsFlowPath } from "@/lib/return-to/addresses";
import { appOrigin, safeReturnTo } from "@/lib/return-to/request";
import { requireSession } from "@/lib/session";

export const metadata: Metadata = { title: words.title };

/** Leads people to set up a second factor, then to the page that requires it. */
export default async function SecondFactorPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  await requireSession();
  const returnTo = safeReturnTo(single((await searchParams).return_to));
  const settingsFlow = withParameters(settingsFlowPath(await appOrigin(), returnTo), {
    section: "totp",
  });
  return (
    <AuthCard
      title={words.heading}
      description={words.lead}
      footer={
        <a className="link" href="/dashboard">
          {words.notNow}
        </a>
      }
    >
      {/* A plain link, because it begins a flow, which must not be prefetched. */}
      <a href={settingsFlow} className="button button-primary w-full">
        {words.setUp}
      </a>
    </AuthCard>
  );
}
