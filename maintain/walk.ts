/**
 * `npm run walk --prefix maintain`: walks randomly through every flow on differently configured
 * Orys, with wrong, expired, duplicate and missing input (e2e/walker). Walks repeat in each run,
 * and `-- --from SEED --walks COUNT` takes others. A walk to a dead end prints its steps. Closes
 * with `N passed, N failed`.
 */
import { parseArgs } from "node:util";
import { z } from "zod";
import { makeEmptyDatabase } from "../e2e/fixtures/empty-database";
import { startStack } from "../e2e/fixtures/stack";
import { kinds, walk } from "../e2e/walker/walk";
import { close } from "../scripts/test/outcome";
import { Checks } from "./checks";
import { buildApp } from "./contract/install";

const stepsEach = 40;

const flows = ["LOGIN", "REGISTRATION", "RECOVERY", "VERIFICATION", "SETTINGS"];
const verifiedFirst = JSON.stringify({ hooks: [{ hook: "require_verified_address" }] });
const orys: Record<string, Record<string, string>> = {
  "as configured": {},
  "the identifier first": { SELFSERVICE_FLOWS_LOGIN_STYLE: "identifier_first" },
  "codes alone": {
    SELFSERVICE_METHODS_PASSWORD_ENABLED: "false",
    SELFSERVICE_METHODS_PASSKEY_ENABLED: "false",
  },
  "a verified address first": { SELFSERVICE_FLOWS_LOGIN_AFTER_PASSWORD: verifiedFirst },
  "a confirmation for each change": { SELFSERVICE_FLOWS_SETTINGS_PRIVILEGED_SESSION_MAX_AGE: "1s" },
  "flows that expire": Object.fromEntries(
    flows.map((flow) => [`SELFSERVICE_FLOWS_${flow}_LIFESPAN`, "1s"]),
  ),
};
/** In these, a password can't set up a second factor before the walk. */
const withoutSecondFactor = ["codes alone", "a verified address first", "flows that expire"];

const { values } = parseArgs({
  options: { walks: { type: "string", default: "12" }, from: { type: "string", default: "1" } },
});
const { walks, from } = z
  .object({ walks: z.coerce.number().int().min(1), from: z.coerce.number().int() })
  .parse(values);

await buildApp();
const removeDatabase = await makeEmptyDatabase();
const checks = new Checks();
const left = Object.entries(orys);

/** One walk after the other on each Ory, because SQLite allows one writer. */
async function walkAll(): Promise<void> {
  for (let next = left.shift(); next; next = left.shift()) {
    const [what, oryEnv] = next;
    const walkers = withoutSecondFactor.includes(what)
      ? kinds.filter((kind) => kind !== "second factor")
      : kinds;
    const stack = await startStack({ oryEnv });
    const failures: string[] = [];
    for (let seed = from; seed < from + walks; seed++) {
      await walk(stack, seed, stepsEach, walkers).catch((error: unknown) => {
        failures.push(String(error));
      });
    }
    await stack.stop();
    console.log(`${walks} walks with ${what}: ${failures.length} failed`);
    checks.check(`${walks} walks with ${what}`, failures);
  }
}

await Promise.all([walkAll(), walkAll()]);
await removeDatabase();
close(checks);
