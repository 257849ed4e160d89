import type { Metadata } from "next";
import { AuthCard } from "@/components/auth-card";
import { type SearchParams, single } from "@/lib/flows";
import { safeReturnTo } from "@/lib/request";

export const metadata: Metadata = { title: "Sign-in is out of reach" };

/** Ory can't be reached. The middleware gives this page its status, 503. */
export default async function UnavailablePage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const { return_to } = await searchParams;
  return (
    <AuthCard
      title="We can’t check your sign-in right now"
      description="The sign-in service can’t be reached. You have not been signed out and nothing is lost: try again in a moment."
    >
      <a href={safeReturnTo(single(return_to))} className="button button-primary w-full">
        Try again
      </a>
    </AuthCard>
  );
}
