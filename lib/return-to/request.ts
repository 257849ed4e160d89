import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { liveOryCookies } from "../ory/live-cookies";
import { originForHost } from "../server/app-url";
import { env } from "../server/env";
import { requestedPathHeader } from "./requested-path";
import { type Destination, returnTo } from "./return-to";

/** Returns the origin that this request came in by; one of the configured ones, always. */
export async function appOrigin(): Promise<string> {
  return originForHost(env().appOrigins, (await headers()).get("host"));
}

/** Returns Ory's cookies of this request, ready to be sent to Ory. */
export const oryCookies = cache(async (): Promise<string> =>
  liveOryCookies((await headers()).get("cookie")),
);

/** {@link returnTo} with this app's origins and the allowed ones. */
export function safeReturnTo(value: unknown): Destination {
  const { appOrigins, allowedReturnOrigins } = env();
  return returnTo(value, { origins: appOrigins, allowedOrigins: allowedReturnOrigins });
}

/** Returns the path and query that the person asked for, as the gate handed them to the page. */
export async function requestedPath(): Promise<Destination> {
  return safeReturnTo((await headers()).get(requestedPathHeader) ?? undefined);
}

/** Leaves a page or an action for a decided address. Throws, as Next.js's `redirect` does. */
export function redirectTo(destination: Destination): never {
  return redirect(destination);
}
