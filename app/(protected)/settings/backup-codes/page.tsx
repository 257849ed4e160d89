import type { Metadata } from "next";
import { AuthCard } from "@/components/ui/auth-card";
import { backupCodes } from "@/lib/account/backup-codes";
import { type SearchParams, single } from "@/lib/flows/flows";
import { redirectTo, safeReturnTo } from "@/lib/return-to/request";
import { requireSession } from "@/lib/session/session";
import { backupCodesLow as words } from "@/lib/words";

export const metadata: Metadata = { title: words.title };

/** With this many left, there is still time to generate new ones. */
const few = 3;

/** Warns after a sign-in with a backup code if few are left, else continues. */
export default async function BackupCodesPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const session = await requireSession();
  const returnTo = safeReturnTo(single((await searchParams).return_to));
  const codes = await backupCodes(session.identity.id);
  if (!codes || codes.left > few) return redirectTo(returnTo);
  return (
    <AuthCard
      title={words.heading(codes.left, codes.total)}
      description={words.lead}
      footer={
        <a className="link" href={returnTo}>
          {words.goOn}
        </a>
      }
    >
      <a href="/settings#lookup_secret" className="button button-primary w-full">
        {words.make}
      </a>
    </AuthCard>
  );
}
