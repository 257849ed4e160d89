import "server-only";

declare global {
  /** On the process itself: instrumentation and routes may each have this module to themselves. */
  var shuttingDown: boolean | undefined;
}

/** Tells whether this server was asked to end, and no new requests should be sent to it. */
export function isShuttingDown(): boolean {
  return globalThis.shuttingDown === true;
}

/**
 * Next.js ends well by itself on SIGTERM: it refuses new connections at once, finishes what is
 * under way, and exits. A balancer that notices late would run into the refusals, so this first
 * says for some time that the server is not ready any more, and goes on serving meanwhile.
 */
export function announceShutdown(seconds: number): void {
  if (seconds === 0) return;
  const end = process.listeners("SIGTERM");
  process.removeAllListeners("SIGTERM");
  process.once("SIGTERM", (signal) => {
    globalThis.shuttingDown = true;
    setTimeout(() => {
      for (const listener of end) listener(signal);
    }, seconds * 1000);
  });
}
