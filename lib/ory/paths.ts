export const whoamiPath = "/sessions/whoami";

/** Ory's own paths, served on this origin by `lib/proxy/proxy.ts`. */
export const oryPaths = ["/self-service", whoamiPath, "/.well-known/ory", "/.ory", "/ui"];

/** Returns true if `pathname` is `prefix` or below it, comparing whole segments. */
export function isUnder(pathname: string, prefix: string): boolean {
  return pathname === prefix || pathname.startsWith(`${prefix}/`);
}
