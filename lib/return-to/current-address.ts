import type { Destination } from "./destination";

export function currentAddress(): Destination {
  return (location.pathname + location.search + location.hash) as Destination;
}
