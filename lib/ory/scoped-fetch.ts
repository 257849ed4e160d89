import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";

type Fetch = typeof globalThis.fetch;

declare global {
  // The bundler may load this module more than once, and hot reload does: all copies share it.
  var scopedFetch: AsyncLocalStorage<Fetch> | undefined;
}

const scope = (globalThis.scopedFetch ??= install());

/**
 * A getter, because Next.js replaces `fetch` whenever it likes: what it sets is what everybody
 * else gets, and inside a scope nothing that it does matters.
 */
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

/**
 * Runs `work` with `scoped` as its global `fetch`, and returns what `work` returns. Everything
 * else that runs at the same time keeps its own. For a library that calls the global `fetch` and
 * takes neither a signal nor another function.
 */
export function withFetch<T>(scoped: Fetch, work: () => T): T {
  return scope.run(scoped, work);
}
