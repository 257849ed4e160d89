import { isIP } from "node:net";

/** Kratos prefers the first; everything in between reads the second. */
export const clientAddressHeaders = ["true-client-ip", "x-forwarded-for"];

/**
 * Returns the client's address, if it can be trusted. Clients can forge entries on the left of
 * `X-Forwarded-For`. With `trustedHops` proxies, the entry that many from the right is real.
 */
export function clientAddress(
  forwardedFor: string | null,
  trustedHops: number,
): string | undefined {
  if (trustedHops === 0) return undefined;
  const address = (forwardedFor ?? "").split(",").at(-trustedHops)?.trim() ?? "";
  return isIP(address) ? address : undefined;
}
