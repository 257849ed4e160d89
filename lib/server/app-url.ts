// A request's host only chooses among the configured origins: none is ever taken from a request. No
// zod or Node.js modules here, because the gate imports this file.
type Environment = Record<string, string | undefined>;

/**
 * Returns this app's public origins, the canonical one first: from `APP_URL`, else from Vercel's
 * variables, else localhost outside production. Throws a TypeError for an invalid URL.
 * @see https://vercel.com/docs/environment-variables/system-environment-variables
 */
export function appOrigins(env: Environment): string[] {
  if (env.APP_URL) return env.APP_URL.split(",").map((url) => httpOrigin(url.trim()));
  // `vercel env pull` sets VERCEL in development, but no host.
  const hosts = env.VERCEL ? vercelHosts(env) : [];
  if (hosts.length > 0) return hosts.map((host) => `https://${host}`);
  if (env.NODE_ENV === "production") return [];
  return [httpOrigin(`http://localhost:${env.PORT || "3000"}`)];
}

/** Returns the configured origin that matches a `Host` header, else the canonical one. */
export function originForHost(origins: readonly string[], host: string | null): string {
  const [canonical] = origins;
  if (!canonical) throw new Error("APP_URL is not set: give the public address of this app.");
  return origins.find((origin) => isHostOf(origin, host)) ?? canonical;
}

/** Returns true if a `Host` header names the host of `origin`. The default port may be omitted. */
export function isHostOf(origin: string, host: string | null): boolean {
  const url = new URL(origin);
  const asked = `${url.protocol}//${host ?? ""}`;
  return URL.canParse(asked) && new URL(asked).host === url.host;
}

/** Returns true if `host` is an alias of the origin: loopback, or with or without `www.`. */
export function isOtherName(origin: string, host: string | null): boolean {
  return !isHostOf(origin, host) && machineOf(`http://${host ?? ""}`) === machineOf(origin);
}

function machineOf(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { hostname } = new URL(url);
  return hostname.replace(/^(127\.[\d.]+|\[::1\]|0\.0\.0\.0)$/, "localhost").replace(/^www\./, "");
}

export const exampleOrigins = "http://localhost:3001,http://localhost:3002,http://localhost:3003";

/** Returns other origins allowed in a `return_to`. Throws a TypeError for an invalid URL. */
export function allowedReturnOrigins(env: Environment): string[] {
  const list = env.ALLOWED_RETURN_ORIGINS || (env.NODE_ENV === "production" ? "" : exampleOrigins);
  return list ? list.split(",").map((url) => httpOrigin(url.trim())) : [];
}

function httpOrigin(value: string): string {
  const url = new URL(value);
  if (!/^https?:$/.test(url.protocol)) throw new TypeError(`${value} is not an http(s) URL`);
  return url.origin;
}

function vercelHosts(env: Environment): string[] {
  const own = [env.VERCEL_URL, env.VERCEL_BRANCH_URL];
  const production = env.VERCEL_PROJECT_PRODUCTION_URL;
  const hosts = env.VERCEL_ENV === "production" ? [production, ...own] : [...own, production];
  return [...new Set(hosts.flatMap((host) => host || []))];
}
