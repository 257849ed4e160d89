import type { Metadata } from "next";
import { AuthCard } from "@/components/ui/auth-card";
import { type SearchParams, single } from "@/lib/flows/flows";
import { verification as words } from "@/lib/words";
import { safeReturnTo } from "@/lib/return-to/request";

export const metadata: Metadata = { title: words.confirmed };

/** Lists what the first proof of an address removed. */
export default async function ConfirmedPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const returnTo = safeReturnTo(single((await searchParams).return_to));
  return (
    <AuthCard
      title={words.confirmed}
      description={words.confirmedLead}
      footer={
        <a className="link" href="/settings">
          {words.setUp}
        </a>
      }
    >
      <a href={returnTo} className="button button-primary w-full">
        {words.goOn}
      </a>
    </AuthCard>
  );
}
