import { setTimeout as delay } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";
import type { Outcome } from "../../scripts/test/outcome";
import { type Case, readCases } from "./cases";
import type { System } from "./system";
import { systems } from "./systems";
import { type Cell, printTable, type Row } from "./table";
import { startWorld, type World } from "./world";

/** A hang fails only one cell. */
const cellMs = 300_000;

/** Runs every case on every system, prints the table, and returns the number of expected cells. */
export async function runContract(browserProgram: string): Promise<Outcome> {
  const world = await startWorld(browserProgram);
  try {
    const started = new Map<string, System | Error>();
    // One after the other, because each may build something.
    for (const [name, start] of Object.entries(systems)) {
      started.set(name, await start(world).catch(asError));
    }
    const rows: Row[] = [];
    const cases = readCases();
    for (const one of cases.filter(({ ory }) => ory === "up")) {
      rows.push(await runCase(one, started, world));
    }
    rows.push(await runSignIn(started));
    // Faults come last, so that no other case waits for an Ory that is down.
    for (const one of cases.filter(({ ory }) => ory === "slow")) {
      await world.proxy.breakWith("slow 10 s");
      rows.push(await runCase(one, started, world));
    }
    for (const one of cases.filter(({ ory }) => ory === "down")) {
      await world.proxy.breakWith("down");
      await world.stack.ory.stopKratos();
      rows.push(await runCase(one, started, world));
    }
    return printTable(Object.keys(systems), rows);
  } finally {
    await world.stop();
  }
}

function runCase(
  { name, credentials, expect }: Case,
  started: Map<string, System | Error>,
  { all }: World,
): Promise<Row> {
  const expected = expect.code ? `${expect.status} ${expect.code}` : `${expect.status}`;
  return row(name, expected, started, async (system) => {
    const problems: string[] = [];
    for (const credential of credentials) {
      const found = await system.check(all[credential], expect);
      problems.push(...found.map((problem) => `${credential}: ${problem}`));
    }
    return problems;
  });
}

function runSignIn(started: Map<string, System | Error>): Promise<Row> {
  return row("sign in from there", "and come back", started, (system) => system.signIn?.());
}

/** Returns one row: the problems of `ask` with each system, all tested in parallel. */
async function row(
  name: string,
  expected: string,
  started: Map<string, System | Error>,
  ask: (system: System) => Promise<string[]> | undefined,
): Promise<Row> {
  const cells = await Promise.all(
    [...started].map(async ([system, running]): Promise<[string, Cell]> => {
      if (running instanceof Error) return [system, [running.message]];
      const asked = ask(running);
      if (!asked) return [system, "none"];
      const late = delay(cellMs, [`no answer within ${cellMs / 1000} s`], { ref: false });
      const problems = asked.catch((error: unknown) => [firstLines(asError(error).message)]);
      return [system, await Promise.race([problems, late])];
    }),
  );
  return { name, expected, cells: new Map(cells) };
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

/** Playwright's messages have colors and a page's whole history. */
function firstLines(message: string): string {
  return stripVTControlCharacters(message).split("\n").slice(0, 4).join("\n");
}
