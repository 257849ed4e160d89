/**
 * The request header in which the gate passes on the requested address. The middleware isn't called
 * for requests that have it. A client that sends it skips at most the gate, never a page's guard.
 */
export const requestedPathHeader = "x-requested-path";

/** Header size is limited. */
const maxLength = 8_000;

/** Returns the header's value: without the query if that would be too long. */
export function requestedPathValue(asked: string): string {
  const fitting = [asked, asked.split("?", 1)[0] ?? ""].find(({ length }) => length <= maxLength);
  return fitting ?? "/";
}

/** Returns a request's path and query without what Next.js's navigations add. */
export function requestedPathOf(url: string): string {
  const match = /^([^?]*)\?(.*)$/s.exec(url);
  if (!match) return url;
  const [, path = "", query = ""] = match;
  const asked = query.split("&").filter((part) => part !== "_rsc" && !part.startsWith("_rsc="));
  return asked.length === 0 ? path : `${path}?${asked.join("&")}`;
}
