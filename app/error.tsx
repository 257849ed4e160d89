"use client";

import { unstable_isUnrecognizedActionError as isOfAnotherBuild } from "next/navigation";
import { failed, updated } from "@/lib/words";

/**
 * For errors in the browser and on Vercel (docs/decisions/0015-failed-pages.md). The log has a
 * server error's digest. Every page loads this file, so it imports no components.
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
