import type { Comparison } from "./compare";
import { peers } from "./peers";
import type { Results } from "./results";
import { sizeChecks } from "./size-checks";
import { type Spread, spread } from "./statistics";
import { targets } from "./targets";
import type { ViewName } from "./views";

/** A goal of the starter, and whether this run reaches it. */
export interface Goal {
  what: string;
  found: string;
  reached: "yes" | "in the median" | "within the spread" | "no";
}

const { bare, emptyMiddleware, direct, token, tokenFar, oryNextjs } = targets;

/** Returns the goals that these results can confirm or refute. */
export function goals(results: Results): Goal[] {
  const { comparisons, sizes } = results;
  const ratio = (what: string, pair: [string, string], view: ViewName, least: number) =>
    comparisons
      .filter((one) => one.target === pair[0] && one.baseline === pair[1] && one.view === view)
      .map((one) => atLeast(what, one, least));
  return [
    ...ratio("token mode, documents", [token.name, emptyMiddleware.name], "documents", 0.9),
    ...ratio("token mode, navigations", [token.name, bare.name], "navigations", 0.85),
    ...ratio("direct mode, documents", [direct.name, oryNextjs.name], "documents", 1.2),
    ...ratio("signed-out redirects", [direct.name, bare.name], "redirects", 2.4),
    ...ratio("signed-out redirects", [direct.name, oryNextjs.name], "redirects", 5),
    ...ratio("token mode, Ory 40 ms away", [tokenFar.name, token.name], "documents", 0.95),
    ...ratio("token mode, Ory 40 ms away", [tokenFar.name, token.name], "navigations", 0.95),
    ...Object.values(peers).flatMap(({ name }) => [
      ...ratio("token mode ahead of the best peer", [token.name, name], "documents", 1),
      ...ratio("token mode ahead of the best peer", [token.name, name], "navigations", 1),
    ]),
    ...emailGoals(results),
    ...(sizes ? sizeChecks(sizes) : []).map(({ what, found, passed }): Goal => ({
      what,
      found,
      reached: passed ? "yes" : "no",
    })),
  ];
}

function atLeast(what: string, { baseline, view, ratios }: Comparison, least: number): Goal {
  const { min, median, max } = spread(ratios);
  const found = `${median.toFixed(2)} (${min.toFixed(2)} to ${max.toFixed(2)})`;
  return {
    what: `${what}: at least ${least} of ${baseline} (${view})`,
    found,
    reached: min >= least ? "yes" : median >= least ? "in the median" : "no",
  };
}

/** Returns the delay against the bare page per round, because the machine's load affects both. */
export function later(times: { milliseconds: number[]; bareMilliseconds: number[] }): number[] {
  return times.milliseconds.map((ms, round) => ms - (times.bareMilliseconds[round] ?? NaN));
}

function emailGoals({ email = [] }: Results): Goal[] {
  const own = email.find(({ target }) => target === token.name);
  if (!own) return [];
  return Object.values(peers).flatMap(({ name }) => {
    const peer = email.find(({ target }) => target === name);
    if (!peer) return [];
    return noLater(name, spread(later(own)), spread(later(peer)));
  });
}

function noLater(name: string, own: Spread, peer: Spread): Goal {
  const goal = {
    what: `token mode, email on screen no later than with ${name}`,
    found: `${own.median.toFixed(0)} and ${peer.median.toFixed(0)} ms later than bare`,
  };
  if (own.max <= peer.min) return { ...goal, reached: "yes" };
  if (own.median <= peer.median) return { ...goal, reached: "in the median" };
  return { ...goal, reached: own.min <= peer.max ? "within the spread" : "no" };
}
