import { isUnder, oryPaths } from "../ory/paths";

/** Where people land when no usable `return_to` was given. */
export const defaultReturnTo = "/dashboard";

/** Returning to one of these would loop, or show something that is not a page. */
const neverReturnTo = ["/auth", "/unavailable", ...oryPaths];

const maxLength = 2048;
const maxDecodings = 5;

interface ReturnToOptions {
  /** The origins of this app: their URLs become a path and query. */
  origins: readonly string[];
  /** Other origins that may be returned to, as absolute URLs (`ALLOWED_RETURN_ORIGINS`). */
  allowedOrigins?: readonly string[];
}

/**
 * Decides where a `return_to` may lead. Everything that enters the app under that name, or as a
 * flow's `return_to`, comes through here before it is followed, rendered or sent to Ory.
 *
 * Returns a path and query on this site, the absolute URL of an allowed origin, or
 * {@link defaultReturnTo} for everything else: other hosts and schemes, `//`, backslashes, control
 * characters, user names, encoded forms of these, and pages that would lead back to signing in.
 */
export function returnTo(
  value: unknown,
  { origins, allowedOrigins = [] }: ReturnToOptions,
): string {
  if (typeof value !== "string" || value.length > maxLength) return defaultReturnTo;
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\\]/u.test(value)) return defaultReturnTo;

  // The base stands for "this site": it is never part of the answer.
  const thisSite = "http://this-site.invalid";
  const relative = /^\/(?!\/)/.test(value);
  if (!relative && !/^https?:\/\/[^/]/i.test(value)) return defaultReturnTo;
  if (!URL.canParse(value, thisSite)) return defaultReturnTo;

  const url = new URL(value, thisSite);
  const own = relative ? url.origin === thisSite : origins.includes(url.origin);
  if (!own && !allowedOrigins.includes(url.origin)) return defaultReturnTo;
  if (url.username || url.password) return defaultReturnTo;
  if (!isPlainPath(url.pathname, own ? neverReturnTo : [])) return defaultReturnTo;
  const decided = own ? url.pathname + url.search : url.href;
  // Encoding can make it longer than it came.
  return decided.length > maxLength ? defaultReturnTo : decided;
}

/** {@link returnTo} as the absolute URL that Ory needs: it resolves a relative one elsewhere. */
export function absoluteReturnTo(value: unknown, origin: string, options: ReturnToOptions): string {
  return new URL(returnTo(value, options), origin).toString();
}

/**
 * A path that means the same however often it is decoded: what a proxy, Ory or a browser would
 * make of it must not hold a `//`, climb with `..` or spell a path that is refused.
 */
function isPlainPath(pathname: string, refused: readonly string[]): boolean {
  let path = pathname;
  for (let round = 0; round < maxDecodings; round++) {
    // Some readers take a full-width solidus for "/", and some compare without case.
    path = path.normalize("NFKC").toLowerCase();
    if (/\/\/|[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\\]|\/\.{1,2}(\/|$)/u.test(path)) return false;
    // Decoded once more, a path ends there.
    const read = path.replace(/[\s?#].*/s, "");
    if (refused.some((prefix) => isUnder(read, prefix))) return false;
    let decoded: string;
    try {
      decoded = decodeURIComponent(path);
    } catch {
      // At first a broken URL; later the literal "%" of a "/save-50%25", if no escape is left.
      return round > 0 && !/%[0-9a-f]{2}/.test(path);
    }
    if (decoded === path) return true;
    path = decoded;
  }
  return false;
}
