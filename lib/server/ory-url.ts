/** Short, so that an outage is reported instead of waited for. */
export const oryTimeoutMs = 3_000;

/** Returns Ory's public URL, without a trailing slash. No zod, because the gate imports this. */
export function orySdkUrl(env: Record<string, string | undefined>): string {
  return withoutSlash(env.NEXT_PUBLIC_ORY_SDK_URL || env.ORY_SDK_URL || "http://localhost:4000");
}

export function withoutSlash(url: string): string {
  let end = url.length;
  while (url[end - 1] === "/") end--;
  return url.slice(0, end);
}
