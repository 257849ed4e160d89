/** Runs when the server starts, so an invalid environment is reported before the first visit. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { checkEnv } = await import("@/lib/server/env");
    const { shutdownDelaySeconds, trustedProxyHops } = checkEnv();
    if (process.env.NODE_ENV !== "production") return;

    const { logAsJson } = await import("@/lib/server/log");
    // Vercel logs each response itself.
    logAsJson({ trustRequestIds: trustedProxyHops > 0, requests: !process.env.VERCEL });
    const { gateRequests } = await import("@/lib/gate/server-process");
    // On Vercel the middleware has already run.
    if (!process.env.VERCEL) gateRequests();
    const { explainFailures } = await import("@/lib/gate/failed-page");
    explainFailures();
    const { refuseUnserved } = await import("@/lib/server/refuse");
    refuseUnserved();
    const { announceShutdown } = await import("@/lib/server/shutdown");
    announceShutdown(shutdownDelaySeconds);
  }
}
