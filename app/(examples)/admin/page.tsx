import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { redirectTo } from "@/lib/return-to/request";
import { sitePath } from "@/lib/return-to/return-to";
import { Card, PageHeading } from "@/components/ui/card";
import { LocalTime } from "@/components/ui/local-time";
import { Shell } from "@/components/session/shell";
import { type SearchParams, single } from "@/lib/flows/flows";
import { people as words } from "@/lib/words";
import { unavailablePath } from "@/lib/return-to/addresses";
import { listPeople } from "@/lib/account/people";
import { requireRole } from "@/lib/session";

export const metadata: Metadata = { title: words.title };

/** An example of a page for one role. */
export default async function AdminPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const session = await requireRole("admin");
  const token = single((await searchParams).page_token);
  const result = await listPeople(token);
  if (result.outcome === "no_such_page") notFound();
  if (result.outcome === "unavailable") return redirectTo(unavailablePath(sitePath("/admin")));
  return (
    <Shell session={session}>
      <PageHeading title={words.title}>{words.lead}</PageHeading>
      <Card title={words.accounts}>
        <div className="overflow-x-auto" role="group" aria-label={words.accounts} tabIndex={0}>
          <table className="w-full text-start text-sm">
            <thead className="text-muted">
              <tr>
                {words.columns.map((column) => (
                  <th key={column} scope="col" className="py-2 pe-4 text-start font-medium">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody className="divide-line divide-y">
              {result.people.map(({ id, name, email, role, createdAt }) => (
                <tr key={id}>
                  <td className="py-2 pe-4">{name || words.notGiven}</td>
                  <td className="py-2 pe-4">{email ?? words.notGiven}</td>
                  <td className="py-2 pe-4">{role ?? words.noRole}</td>
                  <td className="py-2">
                    {createdAt ? <LocalTime iso={createdAt} /> : words.notKnown}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <nav aria-label={words.pages} className="mt-4 flex flex-wrap gap-3">
          {token && (
            <a href="/admin" className="button button-secondary">
              {words.first}
            </a>
          )}
          {result.next && (
            <a
              href={`/admin?page_token=${encodeURIComponent(result.next)}`}
              className="button button-secondary"
            >
              {words.next}
            </a>
          )}
        </nav>
      </Card>
    </Shell>
  );
}
