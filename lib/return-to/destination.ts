declare const decided: unique symbol;

/** A validated address. Everything that redirects takes this type instead of a string. */
export type Destination = string & { readonly [decided]: true };

/** Returns a path of this site that the code itself names, such as `sitePath("/settings")`. */
export function sitePath(path: "/" | `/${string}`): Destination {
  return path as Destination;
}
