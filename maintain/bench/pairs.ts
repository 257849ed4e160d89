import type { Pair } from "./compare";
import { peers } from "./peers";
import { targets } from "./targets";
import { type ViewName, viewNames } from "./views";

const { bare, emptyMiddleware } = targets;

const documentsOnly: readonly ViewName[] = ["documents"];
const shown: readonly ViewName[] = ["documents", "navigations"];

/** Everything that is measured, each beside what it is compared with. */
const all: Pair[] = [
  { target: emptyMiddleware, baseline: bare, views: documentsOnly },
  { target: targets.token, baseline: bare, views: viewNames },
  { target: targets.direct, baseline: bare, views: viewNames },
  { target: targets.oryNextjs, baseline: bare, views: viewNames },
  ...Object.values(peers).map((target): Pair => ({ target, baseline: bare, views: viewNames })),
  { target: targets.tokenFar, baseline: bare, views: shown },
  { target: targets.directFar, baseline: bare, views: shown },
  { target: targets.oryNextjsFar, baseline: bare, views: shown },
  // What is said of two of them is measured of those two.
  { target: targets.token, baseline: emptyMiddleware, views: documentsOnly },
  { target: targets.direct, baseline: targets.oryNextjs, views: viewNames },
  { target: targets.tokenFar, baseline: targets.token, views: shown },
  { target: targets.token, baseline: peers.betterAuthCached, views: shown },
];

/** Returns the pairs whose target's name has `name` in it, with those views that are wanted. */
export function pairsFor(wanted: readonly ViewName[], name: string): Pair[] {
  return all
    .filter(({ target }) => target.name.includes(name))
    .map((pair) => ({ ...pair, views: pair.views.filter((view) => wanted.includes(view)) }))
    .filter(({ views }) => views.length > 0);
}
