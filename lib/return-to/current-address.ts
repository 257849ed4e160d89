import type { Destination } from "./destination";

/** Returns the address that this browser tab is on, fragment included: a page of this site. */
export function currentAddress(): Destination {
  return (location.pathname + location.search + location.hash) as Destination;
}
