/**
 * `npm run explore --prefix maintain`: draws sequences of what people do in several tabs, and compares the app
 * with a model after each step. `-- --sequences N --seed S`. Needs the production build that `npm test` makes.
 * Closes with `N passed, N failed`, of the sequences.
 */
import { parseArgs } from "node:util";
import fc from "fast-check";
import { z } from "zod";
import { FaultProxy } from "../e2e/fixtures/fault-proxy";
import { startStack } from "../e2e/fixtures/stack";
import { close } from "../scripts/test/outcome";
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

const ory = await FaultProxy.start();
const stack = await startStack({
  appEnv: { NEXT_PUBLIC_ORY_SDK_URL: ory.url },
  // Inside the time in which Ory extends, from the start.
  oryEnv: { SESSION_LIFESPAN: "20h" },
});
const started = performance.now();
let done = 0;
try {
  ory.upstream = stack.ory.publicUrl;
  const result = await fc.check(
    fc
      .asyncProperty(
        fc.nat(3).map((chance) => chance === 3),
        fc.commands(steps, { maxCommands: 24, size: "max" }),
        async (secondFactor, commands) => {
          const world = await World.create(stack, ory, secondFactor);
          ory.requests = [];
          try {
            await fc.asyncModelRun(() => ({ model: world, real: world }), commands);
          } catch (error) {
            const message = error instanceof Error ? error.message : String(error);
            throw new Error(`${message}\n\n${world.trail.join("\n")}`, { cause: error });
          }
        },
      )
      .afterEach(() => {
        if (++done % 100 === 0) console.log(`${done} sequences`);
      }),
    { numRuns: sequences, seed },
  );
  const minutes = ((performance.now() - started) / 60_000).toFixed(1);
  console.log(`${result.numRuns} sequences of seed ${seed} in ${minutes} minutes.`);
  if (result.failed) {
    const { errorInstance } = result;
    console.log(errorInstance instanceof Error ? errorInstance.message : String(errorInstance));
  }
  const failed = result.failed ? 1 : 0;
  close({ passed: result.numRuns - failed, failed });
} finally {
  await stack.stop();
  await ory.close();
}
