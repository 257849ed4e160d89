import type { Metadata } from "next";
import { AuthCard } from "@/components/auth-card";
import { type SearchParams, single } from "@/lib/flows";
import { settingsFlowPath } from "@/lib/paths";
import { appOrigin, safeReturnTo } from "@/lib/request";
import { requireSession } from "@/lib/session";

export const metadata: Metadata = { title: "Second factor needed" };

/** Leads people without a second factor to set one up, and on to the page that needs it. */
export default async function SecondFactorPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  await requireSession();
  const returnTo = safeReturnTo(single((await searchParams).return_to));
  const settingsFlow = settingsFlowPath(await appOrigin(), returnTo);
  return (
    <AuthCard
      title="This page needs a second factor"
      description="Your account has none yet. Set up an authenticator app or backup codes in your settings; after that you go on to the page you asked for."
      footer={
        <a className="link" href="/dashboard">
          Not now
        </a>
      }
    >
      {/* A plain link: it begins a flow, which a prefetch must not. */}
      <a href={settingsFlow} className="button button-primary w-full">
        Set one up
      </a>
    </AuthCard>
  );
}
