/**
 * `npm run explore --prefix maintain`: generates sequences of actions in several tabs, and compares
 * the app with a model after each step. `-- --sequences N --seed S`. Needs the production build of
 * `npm test`. Closes with `N passed, N failed` for the sequences.
 */
import { parseArgs } from "node:util";
import fc from "fast-check";
import { z } from "zod";
import { makeEmptyDatabase } from "../e2e/fixtures/empty-database";
import { FaultProxy } from "../e2e/fixtures/fault-proxy";
import { startStack } from "../e2e/fixtures/stack";
import { close, type Outcome, sum } from "../scripts/test/outcome";
import { steps } from "./explore/steps";
import { World } from "./explore/world";

const { values } = parseArgs({
  options: { sequences: { type: "string" }, seed: { type: "string" } },
});
const { sequences, seed } = z
  .object({
    sequences: z.coerce.number().int().positive().default(10_000),
    seed: z.coerce
      .number()
      .int()
      .default(Date.now() & 0x7fffffff),
  })
  .parse(values);

/** The number of parallel systems. Separate, because an outage affects a whole system. */
const systems = 2;
let begun = 0;

/** Runs sequences on its own system until one fails. */
async function explore(numRuns: number, seed: number): Promise<Outcome> {
  const ory = await FaultProxy.start();
  const stack = await startStack({
    appEnv: { NEXT_PUBLIC_ORY_SDK_URL: ory.url },
    // Ory extends a session in its last 24 hours, which here is always.
    oryEnv: { SESSION_LIFESPAN: "20h" },
  });
  ory.upstream = stack.ory.publicUrl;
  try {
    const secondFactor = fc.nat(3).map((chance) => chance === 3);
    const commands = fc.commands(steps, { maxCommands: 16, size: "max" });
    const property = fc.asyncProperty(secondFactor, commands, async (factor, drawn) => {
      if (++begun % 500 === 0) console.log(`${begun} sequences`);
      ory.requests = [];
      const world = await World.create(stack, ory, factor);
      try {
        await fc.asyncModelRun(() => ({ model: world, real: world }), drawn);
      } catch (error) {
        world.trail.push(String(error));
        throw new Error(world.trail.join("\n"), { cause: error });
      }
    });
    const result = await fc.check(property, { numRuns, seed });
    if (!result.failed) return { passed: result.numRuns, failed: 0 };
    console.log(`FAILED: sequence ${result.numRuns} of seed ${seed}, in its shortest form:`);
    const { errorInstance } = result;
    console.log(errorInstance instanceof Error ? errorInstance.message : String(errorInstance));
    return { passed: result.numRuns - 1, failed: 1 };
  } finally {
    await stack.stop();
    await ory.close();
  }
}

const started = performance.now();
const removeDatabase = await makeEmptyDatabase();
const share = Math.ceil(sequences / systems);
const outcomes = await Promise.all(
  Array.from({ length: systems }, (_, index) =>
    explore(Math.min(share, sequences - index * share), seed + index),
  ),
);
await removeDatabase();
const minutes = ((performance.now() - started) / 60_000).toFixed(1);
console.log(`Seed ${seed}, ${minutes} minutes.`);
close(sum(outcomes));
