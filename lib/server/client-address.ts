import { isIP } from "node:net";

/** Kratos prefers the first; everything in between reads the second. */
export const clientAddressHeaders = ["true-client-ip", "x-forwarded-for"];

/**
 * Returns the client's address to report to Ory, or undefined if none can be trusted. Clients can
 * forge `X-Forwarded-For`, and each proxy appends the address that called it. With `trustedHops`
 * proxies of your own, only the entry that many places from the right is reliable.
 * @see https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/X-Forwarded-For
 */
export function clientAddress(
  forwardedFor: string | null,
  trustedHops: number,
): string | undefined {
  if (trustedHops === 0) return undefined;
  const address = (forwardedFor ?? "").split(",").at(-trustedHops)?.trim() ?? "";
  return isIP(address) ? address : undefined;
}
