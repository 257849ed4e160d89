import { writeFile } from "node:fs/promises";
import { compare, type Comparison } from "./compare";
import { thisMachine } from "./machine";
import type { Options } from "./options";
import { pairsFor } from "./pairs";
import { spread } from "./statistics";
import { textTable } from "./table";
import { makeWorkspace } from "./workspace";
import { startWorld } from "./world";

/** Measures what the options ask for, prints it, and writes it where they say. */
export async function runBench({ only, target, effort, json, keep }: Options): Promise<void> {
  const machine = thisMachine();
  const workspace = makeWorkspace(keep);
  const world = await startWorld();
  const comparisons: Comparison[] = [];
  try {
    for (const pair of pairsFor(only, target)) {
      comparisons.push(...(await compare(pair, effort, world, workspace)));
    }
  } finally {
    await world.stop();
  }
  const ratio = (value: number) => value.toFixed(2);
  const rows = comparisons.map((comparison) => {
    const { view, target, baseline, ratios } = comparison;
    const { min, median, max } = spread(ratios);
    const rate = spread(comparison.targetRates).median.toFixed(0);
    const cpu = spread(comparison.targetCpuMs).median.toFixed(2);
    return [target, view, baseline, ratio(min), ratio(median), ratio(max), rate, cpu];
  });
  const head = ["target", "view", "beside", "min", "median", "max", "requests/s", "CPU ms/view"];
  console.log(`\n${textTable([head, ...rows])}\n`);
  if (json) {
    await writeFile(json, `${JSON.stringify({ machine, effort, comparisons }, null, 2)}\n`);
  }
}
