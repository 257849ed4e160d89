import "server-only";

/** Returns the server's clock, in milliseconds: read once for a page, as a page shows one moment. */
export function serverNow(): number {
  return Date.now();
}
