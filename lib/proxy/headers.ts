import { clientAddress, clientAddressHeaders } from "../server/client-address";
import { noDocumentPolicy } from "../server/csp";
import { isUnder } from "../ory/paths";

/** Sent to Ory besides the cookies, the host and the client's address. */
const requestHeaders = [
  "accept",
  "accept-language",
  "authorization",
  "content-type",
  "referer",
  "user-agent",
];

/** About the connection to Ory, or promises that only hold for Ory's host. */
const connectionHeaders =
  /^(connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|content-length|date|server|via|alt-svc|strict-transport-security|nel|report-to|access-control-.*|ory-base-url-.*|cf-.*)$/;

/** Returns the headers for Ory: a client can't forge the host or the address in them. */
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

export function headersForClient(from: Headers, pathname: string): Headers {
  const headers = new Headers([...from].filter(([name]) => !connectionHeaders.test(name)));
  headers.set("x-content-type-options", "nosniff");
  // Ory's hosted pages are documents with their own policy; the rest is JSON and redirects.
  if (!isUnder(pathname, "/ui") && !headers.has("content-security-policy")) {
    headers.set("content-security-policy", noDocumentPolicy);
  }
  // Ory's script and page files are the same for everyone, so Ory decides how to cache them.
  const shared = ["/.well-known/ory", "/ui"].some((path) => isUnder(pathname, path));
  if (!shared || !headers.has("cache-control")) headers.set("cache-control", "private, no-store");
  return headers;
}

export function isPrefetch(headers: Headers): boolean {
  if (headers.has("rsc") || headers.has("next-router-prefetch")) return true;
  return ["purpose", "sec-purpose", "x-purpose", "x-moz"].some((name) =>
    /prefetch|prerender|preview/i.test(headers.get(name) ?? ""),
  );
}
