import { z } from "zod";
import { startStep } from "../../scripts/local/step";
import { connections } from "./compare";
import { kratosCpuMs } from "./kratos-usage";
import { measure } from "./load";
import { type Running, startTarget } from "./running";
import { targets } from "./targets";
import { viewOf } from "./views";
import type { Workspace } from "./workspace";
import type { World } from "./world";

type Part = "ory" | "app" | "node" | "native" | "garbage";

/** What a server's main thread does for a view, determined by the functions on its stack. */
export const profileParts: readonly [Part, string][] = [
  ["ory", "the call to Ory: its client, and HTTP"],
  ["app", "Next.js, React and the page"],
  ["node", "Node.js: connections, streams, promises"],
  ["native", "outside JavaScript: system calls, compiling"],
  ["garbage", "garbage collection"],
];

/** The CPU time of a view by part, in milliseconds. */
export interface Profile {
  target: string;
  /** The app's main thread. */
  parts: Record<Part, number>;
  /** The app's other threads: compilation, garbage collection, compression. */
  otherThreads: number;
  kratos: number;
}

const seconds = 15;

const profileSchema = z.object({
  nodes: z.array(
    z.object({
      id: z.number(),
      callFrame: z.object({ functionName: z.string(), url: z.string() }),
      children: z.array(z.number()).default([]),
    }),
  ),
  samples: z.array(z.number()),
  /** Microseconds. */
  timeDeltas: z.array(z.number()),
});

type CpuProfile = z.infer<typeof profileSchema>;

/** Profiles documents of the bare page, the direct mode and its baseline. */
export async function profiles(
  warmUpSeconds: number,
  world: World,
  workspace: Workspace,
): Promise<Profile[]> {
  const done: Profile[] = [];
  for (const target of [targets.bare, targets.direct, targets.oryNextjs]) {
    await workspace.build(target.app);
    const step = startStep(`Profile of ${target.name}`);
    const running = await startTarget(target, world.appUrl, world, workspace);
    try {
      done.push(await profileOf(running, warmUpSeconds, world));
      step.done(`Profile of ${target.name}: done`);
    } catch (error) {
      step.fail(`Profile of ${target.name}: failed`);
      throw error;
    } finally {
      await running.stop();
    }
  }
  return done;
}

async function profileOf(
  running: Running,
  warmUpSeconds: number,
  { ory, person }: World,
): Promise<Profile> {
  const view = await viewOf(running, "documents", person.email);
  await measure(running.url, view, { connections, seconds: warmUpSeconds });
  const before = { app: (await running.usage()).cpuMs, kratos: await kratosCpuMs(ory) };
  await running.probe("/profile/start");
  const { requests } = await measure(running.url, view, { connections, seconds });
  const profile = profileSchema.parse(await running.probe("/profile/stop"));
  const after = { app: (await running.usage()).cpuMs, kratos: await kratosCpuMs(ory) };
  const parts = timeOfParts(profile, requests);
  const mainThread = Object.values(parts).reduce((sum, ms) => sum + ms, 0);
  return {
    target: running.target.name,
    parts,
    otherThreads: Math.max(0, (after.app - before.app) / requests - mainThread),
    kratos: (after.kratos - before.kratos) / requests,
  };
}

/** Returns the milliseconds of each part per request. */
function timeOfParts({ nodes, samples, timeDeltas }: CpuProfile, requests: number) {
  const parts = { ory: 0, app: 0, node: 0, native: 0, garbage: 0 };
  const partOfNode = new Map<number, Part | undefined>();
  // Parents precede their children.
  const stacks = new Map<number, string>();
  for (const { id, callFrame, children } of nodes) {
    const stack = `${stacks.get(id) ?? ""}\n${callFrame.url}`;
    partOfNode.set(id, partOf(callFrame.functionName, stack));
    for (const child of children) stacks.set(child, stack);
  }
  for (const [index, id] of samples.entries()) {
    const part = partOfNode.get(id);
    if (part) parts[part] += (timeDeltas[index] ?? 0) / 1000 / requests;
  }
  return parts;
}

/** `stack` has the files of the functions on the stack, the outermost first. */
function partOf(functionName: string, stack: string): Part | undefined {
  if (functionName === "(idle)" || functionName === "(root)") return undefined;
  if (functionName === "(garbage collector)") return "garbage";
  if (/\/node_modules\/(?:axios|@ory)\/|node:_http_(?:client|agent)|undici/.test(stack)) {
    return "ory";
  }
  if (/\/node_modules\/|\/\.next\/server\//.test(stack)) return "app";
  return stack.includes("node:") ? "node" : "native";
}
