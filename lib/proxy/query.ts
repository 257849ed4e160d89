import { initParameters } from "../ory/init-parameters";
import { ownParameters, unfinishedChange } from "../flows/page";
import { absoluteReturnTo } from "../return-to/return-to";

/** Ory reads these from the query, never from a form. */
const parameters = ["return_to", "after_verification_return_to"];

interface Options {
  /** This app's origin that the request came in by. */
  origin: string;
  origins: readonly string[];
  allowedOrigins: readonly string[];
  oryUrl: string;
}

/**
 * Returns the query for Ory, with each `return_to` validated, absolute and single. Removes start
 * parameters that Ory would repeat in an error. Leaves other queries alone: they may be signed.
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
