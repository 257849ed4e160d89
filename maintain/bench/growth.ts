import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { sessionCookie } from "../../e2e/fixtures/session-cookie";
import { oryFolder } from "../../scripts/local/folders";
import { startStep } from "../../scripts/local/step";
import { analyze, fillSessions } from "./fill-sessions";
import { kratosUsage } from "./kratos-usage";
import { benchPath, type Running, startTarget } from "./running";
import { signInMany } from "./sign-in-many";
import { percentile } from "./statistics";
import { targets } from "./targets";
import { visit, type Visitor } from "./visitors";
import type { Workspace } from "./workspace";
import { startWorld, temporaryDataFolder, type World } from "./world";

export const sessionsInDatabase = 100_000;
/** How long each person views a page before opening the next one. */
export const pauseSeconds = 10;

const crowds = [1, 10, 100, 1_000];

/** Milliseconds of one call to Ory, by the number of sessions in its database. */
export interface DatabaseGrowth {
  sessions: string;
  p50: number;
  p99: number;
}

/** "At once": in the same moment, just after everyone's last view or before anyone has a token. */
type When = "now and then" | "at once" | "at once, no tokens yet";

/** The cost of a number of signed-in people. */
export interface CrowdGrowth {
  target: string;
  people: number;
  when: When;
  views: number;
  /** Latency of the views, in milliseconds. */
  p50: number;
  p99: number;
  /** Views that ended on the page for an unreachable Ory. */
  unavailable: number;
  /** The maximum, in bytes. */
  appMemory: number;
  kratosMemory: number | undefined;
}

export interface Growth {
  database: DatabaseGrowth[];
  crowds: CrowdGrowth[];
}

/** Measures growth with people and sessions, for that many seconds per crowd. */
export async function measureGrowth(seconds: number, workspace: Workspace): Promise<Growth> {
  await workspace.build("starter");
  const dataFolder = await temporaryDataFolder();
  const database = await fillDatabase(dataFolder);
  const world = await startWorld({ dataFolder });
  try {
    database.push(await callTimes(world, `${sessionsInDatabase}`));
    const step = startStep("Signing people in");
    const signedIn = await signInMany(world, Math.max(...crowds));
    step.done(`${signedIn.length} people are signed in.`);
    const inNewBrowsers = () => signedIn.map((visitor) => ({ ...visitor }));
    const grown: CrowdGrowth[] = [];
    for (const target of [targets.token, targets.direct]) {
      const running = await startTarget(target, world.appUrl, world, workspace);
      try {
        for (const people of crowds) {
          const some = inNewBrowsers().slice(0, people);
          await comeIn(running, some);
          grown.push(await crowd(running, world, some, "now and then", seconds));
        }
        const all = inNewBrowsers();
        await comeIn(running, all);
        grown.push(await crowd(running, world, all, "at once"));
        if (target === targets.token) {
          grown.push(await crowd(running, world, inNewBrowsers(), "at once, no tokens yet"));
        }
      } finally {
        await running.stop();
      }
    }
    return { database, crowds: grown };
  } finally {
    await world.stop();
  }
}

/** Opens the page once per person, a few at a time. In token mode each costs one call. */
async function comeIn(running: Running, visitors: readonly Visitor[]): Promise<void> {
  const few = 8;
  for (let first = 0; first < visitors.length; first += few) {
    const some = visitors.slice(first, first + few);
    await visit(running.url + benchPath, some, 0, AbortSignal.abort());
  }
}

/** Creates a database with many valid sessions, and measures it empty and filled. */
async function fillDatabase(dataFolder: string): Promise<DatabaseGrowth[]> {
  const step = startStep(`Filling a database with ${sessionsInDatabase} sessions`);
  const file = path.join(dataFolder, "kratos.sqlite");
  // Without a write-ahead log, one file holds the whole database.
  const DSN = `sqlite://${path.relative(oryFolder, file).split(path.sep).join("/")}?_fk=true&_journal=DELETE`;
  const options = { dataFolder, env: { DSN } };
  const empty = await startWorld(options);
  const before = await callTimes(empty, "1").finally(empty.stop);
  const token = await fillSessions(file, sessionsInDatabase);
  const full = await startWorld(options);
  try {
    const headers = { "x-session-token": token };
    const { status } = await fetch(`${full.ory.publicUrl}/sessions/whoami`, { headers });
    if (status !== 200) throw new Error(`A session of the database answers ${status}.`);
    const without = await callTimes(full, `${sessionsInDatabase}, without ANALYZE`);
    step.done(`The database holds ${sessionsInDatabase} sessions.`);
    return [before, without];
  } finally {
    await full.stop();
    await analyze(file);
  }
}

/** Measures how long Ory takes to return a session, one call after the other. */
async function callTimes({ ory, person }: World, sessions: string): Promise<DatabaseGrowth> {
  const cookie = await sessionCookie(ory.publicUrl, person);
  const times: number[] = [];
  for (let call = -50; call < 500; call++) {
    const started = performance.now();
    const answer = await fetch(`${ory.publicUrl}/sessions/whoami`, { headers: { cookie } });
    await answer.arrayBuffer();
    if (answer.status !== 200) throw new Error(`Ory answers ${answer.status}.`);
    if (call >= 0) times.push(performance.now() - started);
  }
  return { sessions, p50: percentile(times, 50), p99: percentile(times, 99) };
}

/** Has people view the page for some seconds, at intervals or all at once. */
async function crowd(
  running: Running,
  { ory }: World,
  visitors: readonly Visitor[],
  when: When,
  seconds = 0,
): Promise<CrowdGrowth> {
  const title = `${running.target.name}, ${visitors.length} people ${when}`;
  const step = startStep(title);
  const end = new AbortController();
  const pauseMs = when === "now and then" ? pauseSeconds * 1000 : 0;
  const visits = visit(running.url + benchPath, visitors, pauseMs, end.signal);
  const memory: number[] = [];
  const kratosMemory: number[] = [];
  const sample = async () => {
    memory.push((await running.usage()).rss);
    const { rss } = await kratosUsage(ory);
    if (rss !== undefined) kratosMemory.push(rss);
  };
  for (let second = 0; second < seconds; second++) {
    await delay(1_000);
    await sample();
  }
  end.abort();
  const { latencies, unavailable } = await visits;
  await sample();
  const measured: CrowdGrowth = {
    target: running.target.name,
    people: visitors.length,
    when,
    views: latencies.length,
    p50: percentile(latencies, 50),
    p99: percentile(latencies, 99),
    unavailable,
    appMemory: Math.max(...memory),
    kratosMemory: kratosMemory.length > 0 ? Math.max(...kratosMemory) : undefined,
  };
  step.done(
    `${title}: ${measured.p50.toFixed(0)} ms, ${measured.p99.toFixed(0)} ms at most for 99 %`,
  );
  return measured;
}
