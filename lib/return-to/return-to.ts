import { isUnder, oryPaths } from "../ory/paths";
import { type Destination, sitePath } from "./destination";

export { type Destination, sitePath };

/** Where people land when no usable `return_to` was given. */
export const defaultReturnTo = sitePath("/dashboard");

/** Returning to one of these would loop, or show something that is not a page. */
const neverReturnTo = ["/auth", "/unavailable", ...oryPaths];

/** Encoded once more for a query, it still fits the 8 KB that proxies take for an address. */
const maxLength = 4096;
const maxDecodings = 5;

/** Control and format characters but for the joiners that some scripts and emoji need, and backslashes. */
const invisible = /[\p{Cc}\p{Zl}\p{Zp}\\]|(?![\u200c\u200d])\p{Cf}/u;

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
 * Returns a path, query and fragment on this site, the absolute URL of an allowed origin, or
 * {@link defaultReturnTo} for everything else: other hosts and schemes, `//`, backslashes, control
 * characters, user names, encoded forms of these, and pages that would lead back to signing in.
 * An address that is too long loses its query.
 */
export function returnTo(value: unknown, options: ReturnToOptions): Destination {
  const { origins, allowedOrigins = [] } = options;
  if (typeof value !== "string") return defaultReturnTo;
  if (value.length > maxLength) return withoutQuery(value, options);
  if (invisible.test(value)) return defaultReturnTo;

  // The base stands for "this site": it is never part of the answer.
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
  // Encoding can make it longer than it came.
  return address.length > maxLength ? withoutQuery(address, options) : (address as Destination);
}

/**
 * Returns the page of this app that a `Referer` names, as it stands, or the start page. The form that
 * was sent from it leads back there, to the sign-in pages as well.
 */
export function ownPage(referrer: string | null, origins: readonly string[]): Destination {
  const own =
    referrer !== null && URL.canParse(referrer) && origins.includes(new URL(referrer).origin);
  return own ? (referrer as Destination) : sitePath("/");
}

function withoutQuery(value: string, options: ReturnToOptions): Destination {
  const [path = ""] = value.split(/[?#]/, 1);
  return path.length === value.length ? defaultReturnTo : returnTo(path, options);
}

/** {@link returnTo} as the absolute URL that Ory needs: it resolves a relative one elsewhere. */
export function absoluteReturnTo(
  value: unknown,
  origin: string,
  options: ReturnToOptions,
): Destination {
  return new URL(returnTo(value, options), origin).toString() as Destination;
}

/**
 * A path that means the same however often it is decoded: what a proxy, Ory or a browser would
 * make of it must not begin with `//` or hold a `://`, climb with `..` or spell a path that is refused.
 */
function isPlainPath(pathname: string, refused: readonly string[]): boolean {
  let path = pathname;
  for (let round = 0; round < maxDecodings; round++) {
    // Some readers take a full-width solidus for "/", and some compare without case.
    path = path.normalize("NFKC").toLowerCase();
    if (invisible.test(path) || /(^|:)\/\/|\/\.{1,2}(\/|$)/.test(path)) return false;
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
