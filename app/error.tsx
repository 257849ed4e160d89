"use client";

import { AuthCard } from "@/components/auth-card";

/** A page that failed. What went wrong is in the server's log, under the digest shown here. */
export default function ErrorBoundary({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <AuthCard
      title="This page failed"
      description="The error is ours. You are still signed in and nothing you saved is lost."
    >
      {error.digest && <p className="text-muted mb-5 text-sm">Error {error.digest}</p>}
      <button type="button" className="button button-primary w-full" onClick={reset}>
        Try again
      </button>
    </AuthCard>
  );
}
