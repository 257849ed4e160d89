import "server-only";
import { workUnitAsyncStorage } from "next/dist/server/app-render/work-unit-async-storage.external";
import { headers } from "next/headers";
import { originForHost } from "./app-url";
import { env } from "./env";
import { requestedPathHeader } from "./gate";
import { onlyOryCookies } from "./ory-cookies";
import { returnTo } from "./return-to";

/** Returns the origin that this request came in by; one of the configured ones, always. */
export async function appOrigin(): Promise<string> {
  return originForHost(env().appOrigins, (await headers()).get("host"));
}

/** Returns Ory's cookies of this request, ready to be sent to Ory. */
export async function oryCookies(): Promise<string> {
  return onlyOryCookies((await headers()).get("cookie"));
}

/** {@link returnTo} with this app's origins and the allowed ones. */
export function safeReturnTo(value: unknown): string {
  const { appOrigins, allowedReturnOrigins } = env();
  return returnTo(value, { origins: appOrigins, allowedOrigins: allowedReturnOrigins });
}

/**
 * Returns the path and query that the person asked for: as the middleware noted them, or, for a
 * navigation that it does not see, as Next.js keeps them for itself. There is no public way to
 * have them in a server component; should Next.js move them, people land on the default page.
 */
export async function requestedPath(): Promise<string> {
  const noted = (await headers()).get(requestedPathHeader);
  if (noted) return safeReturnTo(noted);
  const store = workUnitAsyncStorage.getStore();
  if (store?.type !== "request") return safeReturnTo(undefined);
  const query = new URLSearchParams(store.url.search);
  query.delete("_rsc");
  return safeReturnTo(
    query.size > 0 ? `${store.url.pathname}?${query.toString()}` : store.url.pathname,
  );
}
