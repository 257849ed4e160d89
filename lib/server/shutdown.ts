import "server-only";

declare global {
  /** On the process itself: instrumentation and routes may each have this module to themselves. */
  var shuttingDown: boolean | undefined;
}

/** Tells whether this server was asked to end, and no new requests should be sent to it. */
export function isShuttingDown(): boolean {
  return globalThis.shuttingDown === true;
}

/** Longer than any request takes: the proxy gives Ory 10 seconds, and a page 3 more. */
const longestRequestMs = 15_000;

/**
 * Next.js ends well by itself on SIGTERM: it takes no new connections, finishes what is under way,
 * and exits. This adds what it lacks. A balancer that notices late would run into the refusals, so
 * the server first says for some seconds that it is ending, and goes on serving meanwhile. And it
 * would wait as long as a browser keeps a connection open that it only made in advance.
 */
export function announceShutdown(delaySeconds: number): void {
  const end = process.listeners("SIGTERM");
  if (end.length === 0) return;
  process.removeAllListeners("SIGTERM");
  process.once("SIGTERM", (signal) => {
    globalThis.shuttingDown = true;
    setTimeout(() => {
      for (const listener of end) listener(signal);
      // 128 and the signal's number, as Next.js and every shell say it.
      setTimeout(() => process.exit(128 + 15), longestRequestMs).unref();
    }, delaySeconds * 1000);
  });
}
