import "server-only";

declare global {
  /** Shared, because instrumentation and routes may each load their own copy of this module. */
  var shuttingDown: boolean | undefined;
}

export function isShuttingDown(): boolean {
  return globalThis.shuttingDown === true;
}

/** Longer than any request: the proxy waits 10 seconds for Ory, and a page 3 more. */
const longestRequestMs = 15_000;

/**
 * On SIGTERM, keeps serving for `delaySeconds`, so a load balancer can notice. Then Next.js
 * finishes open requests. The last timer covers connections that a browser leaves open.
 */
export function announceShutdown(delaySeconds: number): void {
  const end = process.listeners("SIGTERM");
  if (end.length === 0) return;
  process.removeAllListeners("SIGTERM");
  process.once("SIGTERM", (signal) => {
    globalThis.shuttingDown = true;
    setTimeout(() => {
      for (const listener of end) listener(signal);
      // 128 plus the signal's number, as Next.js and shells exit.
      setTimeout(() => process.exit(128 + 15), longestRequestMs).unref();
    }, delaySeconds * 1000);
  });
}
