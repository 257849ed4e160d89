import type { Metadata } from "next";
import { PageHeading } from "@/components/ui/card";
import { clientPage as words, site } from "@/lib/words";
import { Brand } from "@/components/ui/brand";
import { ClientSession } from "./client-session";

export const metadata: Metadata = { title: words.title };

/** An example of a page that has to be a client component, after Ory's guide. */
export default function ClientPage() {
  return (
    <main className="mx-auto w-full max-w-5xl flex-1 px-4 py-8 sm:px-6 sm:py-12">
      <div className="mb-8 flex">
        <Brand />
      </div>
      <PageHeading title={words.heading}>{words.lead}</PageHeading>
      <ClientSession />
      <noscript>
        <p className="text-muted mt-4">{site.needsScript}</p>
      </noscript>
    </main>
  );
}
