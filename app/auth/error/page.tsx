import type { Metadata } from "next";
import { AuthCard } from "@/components/auth-card";
import { getFlowError, type SearchParams, single } from "@/lib/flows";

export const metadata: Metadata = { title: "Something went wrong" };

/** What Ory could not do, in Ory's words, and the way on. */
export default async function ErrorPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { id } = await searchParams;
  const error = await getFlowError(single(id));
  return (
    <AuthCard
      title="That did not work"
      description="The sign-in service could not do what was asked. Nothing about your account has changed."
    >
      {error && (
        <p className="bg-sunken rounded-control mb-5 px-3.5 py-2.5 text-sm">
          {error.reason ?? error.message}
        </p>
      )}
      <a href="/auth/login" className="button button-primary w-full">
        Start again
      </a>
    </AuthCard>
  );
}
