declare const decided: unique symbol;

/** An address that was decided here: everything that redirects takes this type and no string. */
export type Destination = string & { readonly [decided]: true };

/** Returns a path of this site that the app itself names, such as `sitePath("/settings")`. */
export function sitePath(path: "/" | `/${string}`): Destination {
  return path as Destination;
}
