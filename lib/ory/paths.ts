/** Where Ory answers whose session a cookie is. */
export const whoamiPath = "/sessions/whoami";

/** Ory's own paths, served on this origin by the proxy in `lib/proxy/proxy.ts`. */
export const oryPaths = ["/self-service", whoamiPath, "/.well-known/ory", "/.ory", "/ui"];

/** Tells whether `pathname` is `prefix` or lies below it, whole segments compared. */
export function isUnder(pathname: string, prefix: string): boolean {
  return pathname === prefix || pathname.startsWith(`${prefix}/`);
}
