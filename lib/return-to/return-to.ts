import { isUnder, oryPaths } from "../ory/paths";
import { type Destination, sitePath } from "./destination";

export { type Destination, sitePath };

export const defaultReturnTo = sitePath("/dashboard");

/** Returning to one of these would loop, or show something that isn't a page. */
const neverReturnTo = ["/auth", "/unavailable", ...oryPaths];

/** Encoded once more in a query, it still fits the 8 KB that proxies accept. */
const maxLength = 4096;
const maxDecodings = 5;

// Backslashes, control and format characters, except joiners that some scripts and emoji need.
const invisible = /[\p{Cc}\p{Zl}\p{Zp}\\]|(?![\u200c\u200d])\p{Cf}/u;

interface ReturnToOptions {
  /** URLs on this app's origins become a path and query. */
  origins: readonly string[];
  /** Other origins (`ALLOWED_RETURN_ORIGINS`) stay absolute URLs. */
  allowedOrigins?: readonly string[];
}

/**
 * Returns where a `return_to` may lead. Security: every `return_to` must pass here before it is
 * followed, rendered or sent to Ory. The result is a path on this site or the absolute URL of an
 * allowed origin. Everything else becomes {@link defaultReturnTo}, including encoded forms of `//`
 * and `..`, user names, and pages that lead back to the sign-in. A long address loses its query.
 */
export function returnTo(value: unknown, options: ReturnToOptions): Destination {
  const { origins, allowedOrigins = [] } = options;
  if (typeof value !== "string") return defaultReturnTo;
  if (value.length > maxLength) return withoutQuery(value, options);
  if (invisible.test(value)) return defaultReturnTo;

  // A placeholder for this site that never appears in the result.
  const thisSite = "http://this-site.invalid";
  const relative = value.startsWith("/");
  if (!/^(?:\/(?!\/)|https?:\/\/[^/])/i.test(value)) return defaultReturnTo;
  if (!URL.canParse(value, thisSite)) return defaultReturnTo;

  const url = new URL(value, thisSite);
  const own = relative ? url.origin === thisSite : origins.includes(url.origin);
  if (!own && !allowedOrigins.includes(url.origin)) return defaultReturnTo;
  if (url.username || url.password) return defaultReturnTo;
  if (!isPlainPath(url.pathname, own ? neverReturnTo : [])) return defaultReturnTo;
  const address = own ? url.pathname + url.search + url.hash : url.href;
  // Encoding can make it longer.
  return address.length > maxLength ? withoutQuery(address, options) : (address as Destination);
}

/** Returns the page of this app that a `Referer` names (even a sign-in page), or the start page. */
export function ownPage(referrer: string | null, origins: readonly string[]): Destination {
  const own =
    referrer !== null && URL.canParse(referrer) && origins.includes(new URL(referrer).origin);
  return own ? (referrer as Destination) : sitePath("/");
}

function withoutQuery(value: string, options: ReturnToOptions): Destination {
  const [path = ""] = value.split(/[?#]/, 1);
  return path.length === value.length ? defaultReturnTo : returnTo(path, options);
}

/** {@link returnTo} as an absolute URL: Ory resolves a relative one elsewhere. */
export function absoluteReturnTo(
  value: unknown,
  origin: string,
  options: ReturnToOptions,
): Destination {
  return new URL(returnTo(value, options), origin).toString() as Destination;
}

// Returns true if the path means the same however often a proxy, Ory or a browser decodes it: no
// `//`, `://` or `..`, and no refused path, even in encoded form.
function isPlainPath(pathname: string, refused: readonly string[]): boolean {
  let path = pathname;
  for (let round = 0; round < maxDecodings; round++) {
    // Some parsers take a full-width solidus for "/", and some ignore case.
    path = path.normalize("NFKC").toLowerCase();
    if (invisible.test(path) || /(^|:)\/\/|\/\.{1,2}(\/|$)/.test(path)) return false;
    // The next decoder ends the path here.
    const read = path.replace(/[\s?#].*/s, "");
    if (refused.some((prefix) => isUnder(read, prefix))) return false;
    let decoded: string;
    try {
      decoded = decodeURIComponent(path);
    } catch {
      // In the first round the URL is broken. Later it may be the literal "%" of "/save-50%25".
      return round > 0 && !/%[0-9a-f]{2}/.test(path);
    }
    if (decoded === path) return true;
    path = decoded;
  }
  return false;
}
