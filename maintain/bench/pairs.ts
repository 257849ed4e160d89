import type { Comparison, Pair } from "./compare";
import { peers } from "./peers";
import { spread } from "./statistics";
import { targets } from "./targets";
import { type ViewName, viewNames } from "./views";

const { bare, emptyMiddleware } = targets;

const documentsOnly: readonly ViewName[] = ["documents"];
const shown: readonly ViewName[] = ["documents", "navigations"];

/** All measurements, each with its baseline. */
const all: Pair[] = [
  { target: emptyMiddleware, baseline: bare, views: documentsOnly },
  { target: targets.token, baseline: bare, views: shown },
  { target: targets.direct, baseline: bare, views: viewNames },
  { target: targets.oryNextjs, baseline: bare, views: viewNames },
  ...Object.values(peers).map((target): Pair => ({ target, baseline: bare, views: shown })),
  { target: targets.tokenFar, baseline: bare, views: documentsOnly },
  { target: targets.directFar, baseline: bare, views: documentsOnly },
  { target: targets.oryNextjsFar, baseline: bare, views: documentsOnly },
  // Direct measurements for statements that compare two of the above.
  { target: targets.token, baseline: emptyMiddleware, views: documentsOnly },
  { target: targets.direct, baseline: targets.oryNextjs, views: ["documents", "redirects"] },
  { target: targets.tokenFar, baseline: targets.token, views: shown },
];

/** Returns the pairs whose target's name contains `name`, with the wanted views. */
export function pairsFor(wanted: readonly string[], name: string): Pair[] {
  return all
    .filter(({ target }) => target.name.includes(name))
    .map((pair) => ({ ...pair, views: pair.views.filter((view) => wanted.includes(view)) }))
    .filter(({ views }) => views.length > 0);
}

/** Returns token mode paired with the peer that was fastest with a view, if any was measured. */
export function bestPeerPair(view: ViewName, measured: readonly Comparison[]): Pair | undefined {
  const rates = Object.values(peers).flatMap((target) => {
    const beside = (one: Comparison) =>
      one.target === target.name && one.baseline === bare.name && one.view === view;
    const found = measured.find(beside);
    return found ? [{ target, median: spread(found.ratios).median }] : [];
  });
  const best = rates.sort((one, other) => other.median - one.median)[0];
  return best && { target: targets.token, baseline: best.target, views: [view] };
}
