import type { Metadata } from "next";
import { AuthCard } from "@/components/ui/auth-card";
import { flowError as words, lookUp } from "@/lib/words";
import { getFlowErrorId, type SearchParams, single } from "@/lib/flows/flows";

export const metadata: Metadata = { title: words.title };

/** What Ory could not do, in words of this site, and the way on. */
export default async function ErrorPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { id } = await searchParams;
  const reason = lookUp(words.reasons, await getFlowErrorId(single(id)));
  return (
    <AuthCard title={words.heading} description={words.lead}>
      {reason && <p className="bg-sunken rounded-control mb-5 px-3.5 py-2.5 text-sm">{reason}</p>}
      <a href="/auth/login" className="button button-primary w-full">
        {words.again}
      </a>
    </AuthCard>
  );
}
