import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Card, PageHeading } from "@/components/ui/card";
import { SessionForm } from "@/components/session/session-form";
import { Shell } from "@/components/session/shell";
import { env } from "@/lib/server/env";
import { type SearchParams, single } from "@/lib/flows/flows";
import { deleteAccount as words } from "@/lib/words";
import { hasAdminAccess } from "@/lib/ory/admin";
import { requireFreshSession } from "@/lib/session";
import { accountName } from "@/lib/session/traits";

export const metadata: Metadata = { title: words.title };

export default async function DeleteAccountPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const session = await requireFreshSession({
    maxAgeSeconds: env().privilegedSessionMaxAgeSeconds,
    returnTo: "/settings/delete",
  });
  if (!hasAdminAccess()) notFound();
  const unconfirmed = single((await searchParams).confirm) === "missing";
  return (
    <Shell session={session}>
      <PageHeading title={words.title}>
        {words.lead}{" "}
        <a className="link" href="/profile">
          {words.download}
        </a>
      </PageHeading>
      <Card title={words.lost}>
        <ul className="mb-4 list-disc space-y-1 ps-5 text-sm">
          {words.losses.map((loss) => (
            <li key={loss}>{loss}</li>
          ))}
        </ul>
        <p className="mb-6 text-sm">
          {words.signedInAs} <strong>{accountName(session.identity)}</strong>
        </p>
        <SessionForm
          session={session}
          action="/auth/delete"
          className="grid justify-items-start gap-4"
        >
          {unconfirmed && (
            <p id="unconfirmed" role="alert" className="notice bg-danger-soft text-danger">
              {words.unconfirmed}
            </p>
          )}
          <label className="flex items-center gap-2.5 text-sm">
            <input
              type="checkbox"
              name="confirm"
              value="yes"
              required
              // An alert in the initial page isn't announced, so focus its box.
              autoFocus={unconfirmed}
              aria-invalid={unconfirmed || undefined}
              aria-describedby={unconfirmed ? "unconfirmed" : undefined}
            />
            {words.confirm}
          </label>
          <div className="flex flex-wrap gap-3">
            <button className="button button-primary">{words.delete}</button>
            <a href="/settings" className="button button-secondary">
              {words.keep}
            </a>
          </div>
        </SessionForm>
      </Card>
    </Shell>
  );
}
