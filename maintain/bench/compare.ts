import { freePorts } from "../../ory/local/ports";
import { startStep } from "../../ory/local/step";
import { type Measured, measure } from "./load";
import { type Running, startTarget } from "./running";
import type { Target } from "./targets";
import { type ViewName, viewOf } from "./views";
import type { Workspace } from "./workspace";
import type { World } from "./world";

/** How long and how often. */
export interface Effort {
  rounds: number;
  /** Of one measurement. */
  seconds: number;
  /** Until a server that has just started is as fast as it gets. */
  warmUpSeconds: number;
}

export const connections = 16;

/** Requests a second of a target as ratios to those of a baseline, one a round. */
export interface Comparison {
  view: ViewName;
  target: string;
  baseline: string;
  ratios: number[];
  /** Of each round, in requests a second. */
  targetRates: number[];
  baselineRates: number[];
}

export interface Pair {
  target: Target;
  baseline: Target;
  views: readonly ViewName[];
}

/**
 * Measures a target beside its baseline: their servers and nothing else run, and take turns, so
 * that what else the machine does meets both alike.
 */
export async function compare(
  pair: Pair,
  effort: Effort,
  world: World,
  workspace: Workspace,
): Promise<Comparison[]> {
  const title = `${pair.target.name} beside ${pair.baseline.name}`;
  const [port = 0] = await freePorts(1);
  // Built before anything runs.
  await workspace.build(pair.target.app);
  await workspace.build(pair.baseline.app);
  const step = startStep(title);
  const baseline = await startTarget(pair.baseline, `http://localhost:${port}`, world, workspace);
  try {
    // At the address that Ory knows the app by.
    const target = await startTarget(pair.target, world.appUrl, world, workspace);
    try {
      const comparisons: Comparison[] = [];
      for (const view of pair.views) {
        step.update(view);
        comparisons.push(await compareView(view, target, baseline, effort, world.person.email));
      }
      step.done(`${title}: ${comparisons.map(oneLine).join(", ")}`);
      return comparisons;
    } finally {
      await target.stop();
    }
  } catch (error) {
    step.fail(`${title}: failed`);
    throw error;
  } finally {
    await baseline.stop();
  }
}

async function compareView(
  view: ViewName,
  target: Running,
  baseline: Running,
  { rounds, seconds, warmUpSeconds }: Effort,
  email: string,
): Promise<Comparison> {
  const ask = async (running: Running, forSeconds: number): Promise<Measured> =>
    measure(running.url, await viewOf(running, view, email), { connections, seconds: forSeconds });
  await ask(baseline, warmUpSeconds);
  await ask(target, warmUpSeconds);
  const comparison: Comparison = {
    view,
    target: target.target.name,
    baseline: baseline.target.name,
    ratios: [],
    targetRates: [],
    baselineRates: [],
  };
  for (let round = 0; round < rounds; round++) {
    const rates = new Map<Running, number>();
    // Who goes first has no advantage.
    for (const running of round % 2 === 0 ? [baseline, target] : [target, baseline]) {
      // A process that has idled starts slowly.
      await ask(running, seconds / 4);
      rates.set(running, (await ask(running, seconds)).requestsPerSecond);
    }
    const [one = NaN, other = NaN] = [rates.get(target), rates.get(baseline)];
    comparison.ratios.push(one / other);
    comparison.targetRates.push(one);
    comparison.baselineRates.push(other);
  }
  return comparison;
}

function oneLine({ view, ratios }: Comparison): string {
  return `${view} ${ratios.map((ratio) => ratio.toFixed(2)).join(" ")}`;
}
