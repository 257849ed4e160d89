"use client";

import { unstable_isUnrecognizedActionError as isOfAnotherBuild } from "next/navigation";
import { failed, updated } from "@/lib/words";

/**
 * A page that failed in the browser, or where no server process of our own explains it
 * (docs/decisions/0015-failed-pages.md). A server's error is in its log, under the digest shown here.
 * Every page loads this, so it is made of nothing else.
 */
export default function ErrorBoundary({ error }: { error: Error & { digest?: string } }) {
  const words = isOfAnotherBuild(error) ? updated : failed;
  return (
    <main className="m-auto w-full max-w-md px-4 py-10">
      <div className="card grid gap-4 p-6 sm:p-8">
        <h1 className="text-xl">{words.heading}</h1>
        <p className="text-muted text-sm">{words.lead}</p>
        {error.digest && <p className="text-muted text-sm">{failed.error(error.digest)}</p>}
        <button
          type="button"
          className="button button-primary w-full"
          onClick={() => {
            location.reload();
          }}
        >
          {words.again}
        </button>
      </div>
    </main>
  );
}
