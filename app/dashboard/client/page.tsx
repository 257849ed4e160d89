import type { Metadata } from "next";
import { PageHeading } from "@/components/card";
import { ClientSession } from "./client-session";

export const metadata: Metadata = { title: "Client component" };

/** The example of a page that has to be a client component, after Ory's guide. */
export default function ClientPage() {
  return (
    <main className="mx-auto w-full max-w-5xl flex-1 px-4 py-8 sm:px-6 sm:py-12">
      <PageHeading title="A protected client component">
        The browser asks <code>/api/session</code> itself. Use a server component where you can.
      </PageHeading>
      <ClientSession />
    </main>
  );
}
