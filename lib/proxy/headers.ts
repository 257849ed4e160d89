import { clientAddress, clientAddressHeaders } from "../server/client-address";
import { noDocumentPolicy } from "../server/csp";
import { isUnder } from "../ory/paths";

/** What Ory is told of a request besides its cookies, its host and the client's address. */
const requestHeaders = [
  "accept",
  "accept-language",
  "authorization",
  "content-type",
  "referer",
  "user-agent",
];

/** About the connection to Ory, or promises that Ory makes for its own host, not for this one. */
const connectionHeaders =
  /^(connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|content-length|date|server|via|alt-svc|strict-transport-security|nel|report-to|access-control-.*|ory-base-url-.*|cf-.*)$/;

/** Returns what Ory gets: nothing that a client could invent about its host or its address. */
export function headersForOry(
  from: Headers,
  cookie: string,
  host: string,
  trustedHops: number,
): Headers {
  const headers = new Headers({ host });
  for (const name of requestHeaders) {
    const value = from.get(name);
    if (value !== null) headers.set(name, value);
  }
  if (cookie) headers.set("cookie", cookie);
  const address = clientAddress(from.get("x-forwarded-for"), trustedHops);
  if (address) for (const name of clientAddressHeaders) headers.set(name, address);
  return headers;
}

/** Returns what the browser gets of Ory's headers, for an answer at `pathname`. */
export function headersForClient(from: Headers, pathname: string): Headers {
  const headers = new Headers([...from].filter(([name]) => !connectionHeaders.test(name)));
  headers.set("x-content-type-options", "nosniff");
  // Ory's hosted pages are documents, with a policy of their own; all else is JSON and redirects.
  if (!isUnder(pathname, "/ui") && !headers.has("content-security-policy")) {
    headers.set("content-security-policy", noDocumentPolicy);
  }
  // Ory's script and the files of its pages are the same for everybody: there its own word counts.
  const shared = ["/.well-known/ory", "/ui"].some((path) => isUnder(pathname, path));
  if (!shared || !headers.has("cache-control")) headers.set("cache-control", "private, no-store");
  return headers;
}

/** Tells whether somebody only points at a link, or a browser only guesses. */
export function isPrefetch(headers: Headers): boolean {
  if (headers.has("rsc") || headers.has("next-router-prefetch")) return true;
  return ["purpose", "sec-purpose", "x-purpose", "x-moz"].some((name) =>
    /prefetch|prerender|preview/i.test(headers.get(name) ?? ""),
  );
}
