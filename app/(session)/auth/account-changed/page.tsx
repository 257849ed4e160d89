import type { Metadata } from "next";
import { SignOutButton } from "@/components/session/sign-out-button";
import { AuthCard } from "@/components/ui/auth-card";
import { type SearchParams, single } from "@/lib/flows/flows";
import { safeReturnTo } from "@/lib/return-to/request";
import { getSession } from "@/lib/session";
import { displayName } from "@/lib/session/traits";
import { accountChanged as words } from "@/lib/words";

export const metadata: Metadata = { title: words.title };

/** Shown if a form was rendered for a different person. Nothing was changed. */
export default async function AccountChangedPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const returnTo = safeReturnTo(single((await searchParams).return_to));
  const result = await getSession();
  const session = result.outcome === "authenticated" ? result.session : undefined;
  return (
    <AuthCard
      title={words.title}
      description={words.lead(session && displayName(session.identity))}
      footer={<SignOutButton className="link" session={session} returnTo={returnTo} />}
    >
      <a href={returnTo} className="button button-primary w-full">
        {words.goOn}
      </a>
    </AuthCard>
  );
}
