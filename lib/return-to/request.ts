import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { liveOryCookies } from "../ory/live-cookies";
import { originForHost } from "../server/app-url";
import { env } from "../server/env";
import { requestedPathHeader } from "./requested-path";
import { type Destination, returnTo } from "./return-to";

export async function appOrigin(): Promise<string> {
  return originForHost(env().appOrigins, (await headers()).get("host"));
}

export const oryCookies = cache(async (): Promise<string> =>
  liveOryCookies((await headers()).get("cookie")),
);

/** {@link returnTo} with the configured origins. */
export function safeReturnTo(value: unknown): Destination {
  const { appOrigins, allowedReturnOrigins } = env();
  return returnTo(value, { origins: appOrigins, allowedOrigins: allowedReturnOrigins });
}

/** Returns the requested path and query, which the gate passes on in a header. */
export async function requestedPath(): Promise<Destination> {
  return safeReturnTo((await headers()).get(requestedPathHeader) ?? undefined);
}

export function redirectTo(destination: Destination): never {
  return redirect(destination);
}
