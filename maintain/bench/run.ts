import { writeFile } from "node:fs/promises";
import { countCalls } from "./calls";
import { compare } from "./compare";
import { emailTimes } from "./email-times";
import { thisMachine } from "./machine";
import type { Options } from "./options";
import { profiles } from "./profile";
import { bestPeerPair, pairsFor } from "./pairs";
import { asMarkdown, asText, writeBetweenMarkers } from "./report";
import type { Results } from "./results";
import { signInTimes } from "./sign-in-times";
import { sizeReport } from "./size-report";
import { profileTable, tables } from "./tables";
import { targets } from "./targets";
import { viewNames } from "./views";
import { makeWorkspace } from "./workspace";
import { startWorld } from "./world";

/** Measures what the options request, prints it, and writes it to the given files. */
export async function runBench(options: Options): Promise<void> {
  const { only, target, effort, json, markdown, keep } = options;
  const results: Results = { machine: thisMachine(), effort, comparisons: [] };
  const workspace = makeWorkspace(keep);
  const world = await startWorld();
  try {
    // Quick parts that can fail come first.
    if (only.includes("calls")) results.calls = await countCalls(world, workspace);
    if (only.includes("sizes")) {
      results.sizes = await sizeReport(world, workspace, [targets.elements]);
    }
    for (const pair of pairsFor(only, target)) {
      results.comparisons.push(...(await compare(pair, effort, world, workspace)));
    }
    for (const view of viewNames) {
      const pair = bestPeerPair(view, results.comparisons);
      if (pair) results.comparisons.push(...(await compare(pair, effort, world, workspace)));
    }
    if (only.includes("email")) results.email = await emailTimes(effort.visits, world, workspace);
    if (only.includes("profile")) {
      results.profiles = await profiles(effort.warmUpSeconds, world, workspace);
    }
    if (only.includes("sign-in")) {
      results.signIn = await signInTimes(effort.visits, world, workspace);
    }
  } finally {
    await world.stop();
  }
  const shown = tables(results);
  const profiled = results.profiles ? [profileTable(results.profiles)] : [];
  console.log(`\n${asText([...shown, ...profiled])}`);
  if (json) await writeFile(json, `${JSON.stringify(results, null, 2)}\n`);
  if (!markdown) return;
  // Profiles have their own place in the document, so that they can be repeated alone.
  if (profiled.length > 0) await writeBetweenMarkers(markdown, "profile", asMarkdown(profiled));
  if (only.some((part) => part !== "profile")) {
    await writeBetweenMarkers(markdown, "bench", asMarkdown(shown));
  }
}
