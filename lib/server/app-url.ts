/**
 * The public origins of this app. No origin is ever taken from a request: its host only chooses
 * among the configured ones. Free of zod and of Node.js modules, because the gate uses it too.
 */
type Environment = Record<string, string | undefined>;

/**
 * Returns the public origins of this app (`https://app.example.com`), the canonical one first.
 *
 * They come from `APP_URL` (one, or several with commas), else from Vercel's system variables,
 * else `http://localhost:PORT` outside production. An empty list means that none is configured.
 *
 * @throws TypeError when `APP_URL` holds something that is not an http(s) URL.
 * @see https://vercel.com/docs/environment-variables/system-environment-variables
 */
export function appOrigins(env: Environment): string[] {
  if (env.APP_URL) return env.APP_URL.split(",").map((url) => httpOrigin(url.trim()));
  // A development copy of Vercel's variables (`vercel env pull`) sets VERCEL but names no host.
  const hosts = env.VERCEL ? vercelHosts(env) : [];
  if (hosts.length > 0) return hosts.map((host) => `https://${host}`);
  if (env.NODE_ENV === "production") return [];
  return [httpOrigin(`http://localhost:${env.PORT || "3000"}`)];
}

/** Returns the configured origin that `host` (a `Host` header) belongs to, else the canonical one. */
export function originForHost(origins: readonly string[], host: string | null): string {
  const [canonical] = origins;
  if (!canonical) throw new Error("APP_URL is not set: give the public address of this app.");
  return origins.find((origin) => isHostOf(origin, host)) ?? canonical;
}

/** Tells whether a `Host` header names the host of `origin`; its scheme's own port may be left out. */
export function isHostOf(origin: string, host: string | null): boolean {
  const url = new URL(origin);
  const asked = `${url.protocol}//${host ?? ""}`;
  return URL.canParse(asked) && new URL(asked).host === url.host;
}

/**
 * Returns true if `host` is another name of the machine of `origin` ({@link originForHost}): loopback
 * under another name, or with `www.` where the origin has none and the other way round.
 */
export function isOtherName(origin: string, host: string | null): boolean {
  return !isHostOf(origin, host) && machineOf(`http://${host ?? ""}`) === machineOf(origin);
}

function machineOf(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { hostname } = new URL(url);
  return hostname.replace(/^(127\.[\d.]+|\[::1\]|0\.0\.0\.0)$/, "localhost").replace(/^www\./, "");
}

/** The examples' addresses: in development they may be returned to without configuration. */
export const exampleOrigins = "http://localhost:3001,http://localhost:3002,http://localhost:3003";

/**
 * Returns the other origins that a `return_to` may name (`ALLOWED_RETURN_ORIGINS`).
 *
 * @throws TypeError when one of them is not an http(s) URL.
 */
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
