import "server-only";
import { workUnitAsyncStorage } from "next/dist/server/app-render/work-unit-async-storage.external";
import { headers } from "next/headers";
import { originForHost } from "../server/app-url";
import { env } from "../server/env";
import { onlyOryCookies } from "../ory/cookies";
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
 * Returns the path and query that the person asked for. Next.js has no public way to them in a
 * server component, and the middleware does not see every navigation: this is where its router
 * takes them from. Should Next.js move them, people land on the default page after signing in.
 */
export function requestedPath(): string {
  const store = workUnitAsyncStorage.getStore();
  if (store?.type !== "request") return safeReturnTo(undefined);
  const { pathname, search } = store.url;
  // What Next.js's own navigations add to an address.
  return safeReturnTo(
    pathname + search.replace(/([?&])_rsc(?:=[^&]*)?(?:&|$)/, "$1").replace(/[?&]$/, ""),
  );
}
