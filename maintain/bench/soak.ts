import { setTimeout as delay } from "node:timers/promises";
import { startStep } from "../../scripts/local/step";
import { kratosUsage } from "./kratos-usage";
import { benchPath, type Running, startTarget } from "./running";
import { signInMany } from "./sign-in-many";
import { slope } from "./statistics";
import { targets } from "./targets";
import { visit, type Visitor } from "./visitors";
import type { Workspace } from "./workspace";
import { startWorld, type World } from "./world";

/** The number of people who view pages without a pause. */
export const people = 16;

/** The rest after a minute of load, in which timeouts release the resources of views. */
const restSeconds = 5;

/** The resource usage after one more minute. */
export interface Sample {
  minute: number;
  /** The app server's connections at the end of the load. */
  appSockets: number;
  /** Kratos's open files at that time, including connections, if the system reports them. */
  kratosFiles: number | undefined;
  /** Bytes of the app's server after a rest, and the part that JavaScript holds. */
  appMemory: number;
  appHeap: number;
  kratosMemory: number | undefined;
}

export interface Soak {
  target: string;
  views: number;
  unavailable: number;
  samples: Sample[];
}

/** Keeps a server under full load for that many minutes and records its resource usage. */
export async function soak(
  mode: "direct" | "token",
  minutes: number,
  workspace: Workspace,
): Promise<Soak> {
  const target = targets[mode];
  await workspace.build(target.app);
  const world = await startWorld();
  try {
    const visitors = await signInMany(world, people);
    const running = await startTarget(target, world.appUrl, world, workspace, ["--expose-gc"]);
    const title = `${target.name}, ${minutes} minutes`;
    const step = startStep(title);
    const soaked: Soak = { target: target.name, views: 0, unavailable: 0, samples: [] };
    try {
      for (let minute = 1; minute <= minutes; minute++) {
        const { views, unavailable, sample } = await oneMinute(minute, running, visitors, world);
        soaked.views += views;
        soaked.unavailable += unavailable;
        soaked.samples.push(sample);
        step.update(`${soaked.views} views`);
      }
      step.done(`${title}: ${soaked.views} views`);
      return soaked;
    } finally {
      await running.stop();
    }
  } finally {
    await world.stop();
  }
}

async function oneMinute(
  minute: number,
  running: Running,
  visitors: readonly Visitor[],
  { ory }: World,
) {
  const end = AbortSignal.timeout(60_000);
  const visits = visit(running.url + benchPath, visitors, 0, end);
  // A failed view ends it early.
  await Promise.race([delay(59_000), visits]);
  const [{ sockets }, { files }] = await Promise.all([running.usage(), kratosUsage(ory)]);
  const { latencies, unavailable } = await visits;
  await delay(restSeconds * 1000);
  const [app, kratos] = await Promise.all([running.usage(), kratosUsage(ory)]);
  const sample: Sample = {
    minute,
    appSockets: sockets,
    kratosFiles: files,
    appMemory: app.rss,
    appHeap: app.heap,
    kratosMemory: kratos.rss,
  };
  return { views: latencies.length, unavailable, sample };
}

export interface SoakCheck {
  what: string;
  found: string;
  passed: boolean;
}

/** The share by which values may grow over the second half, because measurements vary. */
const steady = { heap: 0.05, memory: 0.1 };
/** The number by which connections and open files may grow, because they come and go. */
const steadyCount = 5;

/** Returns checks that nothing grew over the second half. The first half fills caches. */
export function soakChecks({ samples, views, unavailable }: Soak): SoakCheck[] {
  const half = samples.slice(Math.floor(samples.length / 2));
  const of = (key: keyof Sample) => half.map((sample) => sample[key]);
  return [
    {
      what: "every view shows the page",
      found: `${unavailable} of ${views} said that Ory can't be reached`,
      passed: views > 0 && unavailable === 0,
    },
    ...growth("what JavaScript holds", of("appHeap"), steady.heap),
    ...growth("memory of the app", of("appMemory"), steady.memory),
    ...growth("memory of Kratos", of("kratosMemory"), steady.memory),
    ...growth("connections of the app", of("appSockets"), "count"),
    ...growth("open files of Kratos", of("kratosFiles"), "count"),
  ];
}

function growth(
  what: string,
  values: (number | undefined)[],
  mayGrow: number | "count",
): SoakCheck[] {
  const known = values.filter((value) => value !== undefined);
  if (known.length === 0) return [];
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const grown = slope(known) * (known.length - 1);
  const most = mayGrow === "count" ? steadyCount : mean * mayGrow;
  const [size, unit] = mayGrow === "count" ? [1, ""] : [1024 * 1024, " MB"];
  const shown = (value: number) => (value / size).toFixed(1) + unit;
  return [
    {
      what: `${what}: no growth`,
      found: `${shown(grown)} on top of ${shown(mean)}, at most ${shown(most)}`,
      // NaN (a line through one point) fails here.
      passed: grown <= most,
    },
  ];
}
