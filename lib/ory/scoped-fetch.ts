import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";

type Fetch = typeof globalThis.fetch;

declare global {
  // Shared, because bundlers and hot reload may load this module more than once.
  var scopedFetch: AsyncLocalStorage<Fetch> | undefined;
}

const scope = (globalThis.scopedFetch ??= install());

// An accessor, because Next.js reassigns `globalThis.fetch`. Outside a scope its version applies.
function install(): AsyncLocalStorage<Fetch> {
  const storage = new AsyncLocalStorage<Fetch>();
  let platform = globalThis.fetch;
  Object.defineProperty(globalThis, "fetch", {
    configurable: true,
    enumerable: true,
    get: () => storage.getStore() ?? platform,
    set: (value: Fetch) => {
      platform = value;
    },
  });
  return storage;
}

/** Runs `work` with its own `fetch`, for a library that takes neither a signal nor a `fetch`. */
export function withFetch<T>(scoped: Fetch, work: () => T): T {
  return scope.run(scoped, work);
}
