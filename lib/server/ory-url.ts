/** Every call to Ory gives up after this time: an outage must be seen, not waited for. */
export const oryTimeoutMs = 3_000;

/**
 * Returns Ory's public URL (`NEXT_PUBLIC_ORY_SDK_URL`), without a slash at its end. Free of zod,
 * because the gate uses it too.
 */
export function orySdkUrl(env: Record<string, string | undefined>): string {
  return withoutSlash(env.NEXT_PUBLIC_ORY_SDK_URL || env.ORY_SDK_URL || "http://localhost:4000");
}

export function withoutSlash(url: string): string {
  let end = url.length;
  while (url[end - 1] === "/") end--;
  return url.slice(0, end);
}
