import { initParameters } from "../ory/init-parameters";
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

function decide(value: string, { origin, origins, allowedOrigins, oryUrl }: Options): string {
  return (
    unfinishedChange(value, [...origins, oryUrl], origin) ??
    absoluteReturnTo(value, origin, { origins, allowedOrigins })
  );
}

/**
 * Ory itself returns to its settings form, to finish a change after a re-authentication; on its
 * own address, where it does not know ours. That is the one address below `/self-service` that
 * passes.
 */
function unfinishedChange(
  value: string,
  bases: readonly string[],
  origin: string,
): string | undefined {
  const path = /^\/self-service\/settings\?flow=[\w-]+$/;
  const base = bases.find((url) => value.startsWith(url) && path.test(value.slice(url.length)));
  return base === undefined ? undefined : origin + value.slice(base.length);
}
