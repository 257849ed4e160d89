/**
 * The request header in which the gate hands the page the address that was asked for. A request that
 * has it was decided by this server's own process, so the middleware is not called.
 */
export const requestedPathHeader = "x-requested-path";

/** A longer one is no address that anybody comes back to, and headers have to stay short. */
const maxLength = 8_000;

/** Returns what {@link requestedPathHeader} holds for an address: without its query where it is too long. */
export function requestedPathValue(asked: string): string {
  const fitting = [asked, asked.split("?", 1)[0] ?? ""].find(({ length }) => length <= maxLength);
  return fitting ?? "/";
}

/** Returns a request's path and query as asked, without what Next.js's own navigations add. */
export function requestedPathOf(url: string): string {
  const match = /^([^?]*)\?(.*)$/s.exec(url);
  if (!match) return url;
  const [, path = "", query = ""] = match;
  const asked = query.split("&").filter((part) => part !== "_rsc" && !part.startsWith("_rsc="));
  return asked.length === 0 ? path : `${path}?${asked.join("&")}`;
}
