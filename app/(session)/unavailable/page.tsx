import type { Metadata } from "next";
import { AuthCard } from "@/components/ui/auth-card";
import { type SearchParams, single } from "@/lib/flows/flows";
import { unavailable as words } from "@/lib/words";
import { safeReturnTo } from "@/lib/return-to/request";

export const metadata: Metadata = { title: words.title };

/** The gate gives this page its status, 503. */
export default async function UnavailablePage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const { return_to } = await searchParams;
  return (
    <AuthCard title={words.heading} description={words.lead}>
      <a href={safeReturnTo(single(return_to))} className="button button-primary w-full">
        {words.again}
      </a>
    </AuthCard>
  );
}
