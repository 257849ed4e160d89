"use client";

import { AuthCard } from "@/components/ui/auth-card";
import { failed as words } from "@/lib/words";

/** A page that failed. What went wrong is in the server's log, under the digest shown here. */
export default function ErrorBoundary({
  error,
  retry,
}: {
  error: Error & { digest?: string };
  retry: () => void;
}) {
  return (
    <AuthCard title={words.heading} description={words.lead}>
      {error.digest && <p className="text-muted mb-5 text-sm">{words.error(error.digest)}</p>}
      <button
        type="button"
        className="button button-primary w-full"
        onClick={() => {
          retry();
        }}
      >
        {words.again}
      </button>
    </AuthCard>
  );
}
