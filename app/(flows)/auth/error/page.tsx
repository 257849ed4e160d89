import type { Metadata } from "next";
import { AuthCard } from "@/components/ui/auth-card";
import { flowError as words } from "@/lib/words";
import { getFlowError, type SearchParams, single } from "@/lib/flows/flows";

export const metadata: Metadata = { title: words.title };

/** What Ory could not do, in Ory's words, and the way on. */
export default async function ErrorPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { id } = await searchParams;
  const error = await getFlowError(single(id));
  return (
    <AuthCard title={words.heading} description={words.lead}>
      {error && (
        <p className="bg-sunken rounded-control mb-5 px-3.5 py-2.5 text-sm">
          {error.reason ?? error.message}
        </p>
      )}
      <a href="/auth/login" className="button button-primary w-full">
        {words.again}
      </a>
    </AuthCard>
  );
}
