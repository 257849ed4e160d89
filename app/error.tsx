"use client";

import { unstable_isUnrecognizedActionError as isOfAnotherBuild } from "next/navigation";
import { AuthCard } from "@/components/ui/auth-card";
import { failed, updated } from "@/lib/words";

/**
 * A page that failed in the browser, or where no server process of our own explains it
 * (docs/decisions/0015-failed-pages.md). A server's error is in its log, under the digest shown here.
 */
export default function ErrorBoundary({ error }: { error: Error & { digest?: string } }) {
  const words = isOfAnotherBuild(error) ? updated : failed;
  return (
    <AuthCard title={words.heading} description={words.lead}>
      {error.digest && <p className="text-muted mb-5 text-sm">{failed.error(error.digest)}</p>}
      <button
        type="button"
        className="button button-primary w-full"
        onClick={() => {
          location.reload();
        }}
      >
        {words.again}
      </button>
    </AuthCard>
  );
}
