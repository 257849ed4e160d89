import { isIP } from "node:net";

/** The first is what Kratos reads first, the second what everything else on the way reads. */
export const clientAddressHeaders = ["true-client-ip", "x-forwarded-for"];

/**
 * Returns the address of the client to tell Ory, or nothing when none can be trusted.
 *
 * Every proxy appends the address that it was called from to `X-Forwarded-For`, and a client can
 * send such a header itself. With `trustedHops` proxies of our own in front, the entry that many
 * places from the right was written by the outermost of them; all to its left is hearsay. Without
 * a proxy every entry may be invented, so nothing is told.
 *
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
