import type { Pair } from "./compare";
import { peers } from "./peers";
import { targets } from "./targets";
import { type ViewName, viewNames } from "./views";

const { bare, emptyMiddleware } = targets;

/** Everything that is measured, each beside what it is compared with. */
const all: Pair[] = [
  { target: emptyMiddleware, baseline: bare, views: ["documents"] },
  { target: targets.direct, baseline: bare, views: ["documents", "navigations", "redirects"] },
  { target: targets.oryNextjs, baseline: bare, views: ["documents", "navigations", "redirects"] },
  ...Object.values(peers).map((target): Pair => ({ target, baseline: bare, views: viewNames })),
];

/** Returns the pairs with those views that are wanted. */
export function pairsFor(wanted: readonly ViewName[]): Pair[] {
  return all
    .map((pair) => ({ ...pair, views: pair.views.filter((view) => wanted.includes(view)) }))
    .filter(({ views }) => views.length > 0);
}
