import { freePorts } from "../../scripts/local/ports";
import { startStep } from "../../scripts/local/step";
import { measure, type Measured } from "./load";
import { type Running, startTarget } from "./running";
import type { Target } from "./targets";
import { type ViewName, viewOf } from "./views";
import type { Workspace } from "./workspace";
import type { World } from "./world";

export interface Effort {
  /** The number of restarts of both servers. A process stays fast or slow for its whole life. */
  starts: number;
  /** Rounds after each start. */
  rounds: number;
  /** Seconds of a round for each of the two. */
  seconds: number;
  /** Seconds of full load before the first round: a server gets faster for some 30 seconds. */
  warmUpSeconds: number;
  visits: number;
}

export const connections = 16;

/** Turns of each server per round, because the machine's speed varies within a second. */
const turns = 5;

/** A target's requests per second in relation to a baseline's, one ratio per round. */
export interface Comparison {
  view: ViewName;
  target: string;
  baseline: string;
  ratios: number[];
  /** Requests per second of each round. */
  targetRates: number[];
  baselineRates: number[];
  /** CPU time of the app's server per view, in milliseconds, of each round. */
  targetCpuMs: number[];
  baselineCpuMs: number[];
}

export interface Pair {
  target: Target;
  baseline: Target;
  views: readonly ViewName[];
}

/**
 * Measures a target and its baseline in turns, with only their servers running, so that other load
 * on the machine affects both equally.
 */
export async function compare(
  pair: Pair,
  effort: Effort,
  world: World,
  workspace: Workspace,
): Promise<Comparison[]> {
  const title = `${pair.target.name} beside ${pair.baseline.name}`;
  // Built before anything runs.
  await workspace.build(pair.target.app);
  await workspace.build(pair.baseline.app);
  const step = startStep(title);
  const comparisons = pair.views.map((view): Comparison => ({
    view,
    target: pair.target.name,
    baseline: pair.baseline.name,
    ratios: [],
    targetRates: [],
    baselineRates: [],
    targetCpuMs: [],
    baselineCpuMs: [],
  }));
  try {
    for (let start = 0; start < effort.starts; start++) {
      await bothRunning(pair, world, workspace, async (target, baseline) => {
        for (const comparison of comparisons) {
          step.update(comparison.view);
          await addRounds(comparison, target, baseline, effort, world.person.email);
        }
      });
    }
  } catch (error) {
    step.fail(`${title}: failed`);
    throw error;
  }
  step.done(`${title}: ${comparisons.map(oneLine).join(", ")}`);
  return comparisons;
}

async function bothRunning(
  pair: Pair,
  world: World,
  workspace: Workspace,
  measureThem: (target: Running, baseline: Running) => Promise<void>,
): Promise<void> {
  const [port = 0] = await freePorts(1);
  const baseline = await startTarget(pair.baseline, `http://localhost:${port}`, world, workspace);
  try {
    // At the URL that Ory expects for the app.
    const target = await startTarget(pair.target, world.appUrl, world, workspace);
    try {
      await measureThem(target, baseline);
    } finally {
      await target.stop();
    }
  } finally {
    await baseline.stop();
  }
}

async function addRounds(
  comparison: Comparison,
  target: Running,
  baseline: Running,
  { rounds, seconds, warmUpSeconds }: Effort,
  email: string,
): Promise<void> {
  const ask = async (running: Running, forSeconds: number): Promise<Turn> => {
    const asked = await viewOf(running, comparison.view, email);
    const before = await running.usage();
    const load = { connections, seconds: forSeconds };
    const { requests, seconds } = await measure(running.url, asked, load);
    const after = await running.usage();
    return { requests, seconds, cpuMs: after.cpuMs - before.cpuMs };
  };
  // In short runs: if a token expired in between, the page would warm up different code.
  for (let left = warmUpSeconds; left > 0; left -= 5) {
    await Promise.all([baseline, target].map((running) => ask(running, Math.min(left, 5))));
  }
  for (let round = 0; round < rounds; round++) {
    const ofTarget: Turn[] = [];
    const ofBaseline: Turn[] = [];
    for (let turn = 0; turn < turns; turn++) {
      const both = [
        { running: baseline, done: ofBaseline },
        { running: target, done: ofTarget },
      ];
      // Alternates, so that going first is no advantage.
      for (const { running, done } of turn % 2 === 0 ? both : both.reverse()) {
        done.push(await ask(running, seconds / turns));
      }
    }
    const { rate, cpuMs } = together(ofTarget);
    const base = together(ofBaseline);
    comparison.targetRates.push(rate);
    comparison.baselineRates.push(base.rate);
    comparison.targetCpuMs.push(cpuMs);
    comparison.baselineCpuMs.push(base.cpuMs);
    comparison.ratios.push(rate / base.rate);
  }
}

interface Turn extends Measured {
  /** CPU time of the app's server, in milliseconds. */
  cpuMs: number;
}

/** Returns requests per second and CPU time per request over all turns of a round. */
function together(all: readonly Turn[]): { rate: number; cpuMs: number } {
  const sum = (key: keyof Turn) => all.reduce((total, turn) => total + turn[key], 0);
  return { rate: sum("requests") / sum("seconds"), cpuMs: sum("cpuMs") / sum("requests") };
}

function oneLine({ view, ratios }: Comparison): string {
  return `${view} ${ratios.map((ratio) => ratio.toFixed(2)).join(" ")}`;
}
