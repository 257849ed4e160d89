import { initParameters } from "../ory/init-parameters";
import { ownParameters, unfinishedChange } from "../flows/page";
import { absoluteReturnTo } from "../return-to/return-to";

/** Ory reads these from the query, never from a form. */
const parameters = ["return_to", "after_verification_return_to"];

interface Options {
  /** The origin of this app that the request came in by. */
  origin: string;
  /** All origins of this app. */
  origins: readonly string[];
  /** Other origins that may be returned to. */
  allowedOrigins: readonly string[];
  /** Ory's public URL. */
  oryUrl: string;
}

/**
 * Returns the query (with its `?`, or empty) that Ory gets for `search`: every `return_to` in it
 * decided, absolute and there once; Ory resolves a relative one elsewhere. Where a flow begins,
 * values that Ory would only repeat in an error are left out. A query with none of these is
 * returned as it came, so that nothing in it that somebody signed changes.
 */
export function decideQuery(pathname: string, search: string, options: Options): string {
  const query = new URLSearchParams(search);
  const present = parameters.filter((name) => query.has(name));
  for (const name of present) {
    query.set(name, decide(query.get(name) ?? "", options));
  }
  const begins = /\/(browser|api)$/.test(pathname);
  const init = begins ? [...initParameters].filter(([name]) => query.has(name)) : [];
  for (const [name, isAllowed] of init) {
    const value = query.get(name) ?? "";
    if (isAllowed.test(value)) query.set(name, value);
    else query.delete(name);
  }
  return present.length + init.length === 0 ? search : `?${query.toString()}`;
}

/** Returns a query as Ory gets it: without the app's own parameters. */
export function withoutOwn(search: string): string {
  const query = new URLSearchParams(search);
  if (!ownParameters.some((name) => query.has(name))) return search;
  for (const name of ownParameters) query.delete(name);
  return query.size === 0 ? "" : `?${query.toString()}`;
}

function decide(value: string, { origin, origins, allowedOrigins, oryUrl }: Options): string {
  const unfinished = unfinishedChange(value, [...origins, oryUrl]);
  if (unfinished !== undefined) return origin + unfinished;
  return absoluteReturnTo(value, origin, { origins, allowedOrigins });
}
