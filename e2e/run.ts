/** `npm test`: all checks, one after the other. Closes with `N passed, N failed`. */
import { readFile, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { z } from "zod";
import { findKratos } from "../ory/local/find-kratos";
import { installBrowser } from "./install-browser";
import { close, type Outcome, sum, trusted } from "./outcome";
import { buildFolder } from "./stack";

const root = fileURLToPath(new URL("..", import.meta.url));
const unitReport = "test-results/unit.json";
const browserReport = "test-results/e2e.json";

const outcomes: Outcome[] = [];
const summary: string[] = [];

/** Runs one step, prints how it ended and after what time, and returns whether all was well. */
async function step(name: string, work: () => Promise<Outcome>): Promise<boolean> {
  console.log(`\n── ${name} ${"─".repeat(60 - name.length)}`);
  const started = Date.now();
  const outcome = await work().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1 };
  });
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  const said = `${outcome.failed === 0 ? "✓" : "✗"} ${name.padEnd(14)}${seconds.padStart(6)} s`;
  console.log(said);
  summary.push(said);
  outcomes.push(outcome);
  return outcome.failed === 0;
}

/** Runs an installed program and returns whether it ended well. */
async function run(program: string, ...args: string[]): Promise<boolean> {
  const { exitCode } = await execa(program, args, {
    cwd: root,
    // A build folder of its own: "npm run dev" may be using the other one.
    env: { NEXT_DIST_DIR: buildFolder, NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: undefined },
    preferLocal: true,
    stdio: "inherit",
    reject: false,
  });
  return exitCode === 0;
}

/** A check that is one thing: it passed or it did not. */
async function check(...programs: string[][]): Promise<Outcome> {
  for (const [program = "", ...args] of programs) {
    if (!(await run(program, ...args))) return { passed: 0, failed: 1 };
  }
  return { passed: 1, failed: 0 };
}

/** Runs tests and counts them by the report that their runner leaves in `file`. */
async function tests(
  file: string,
  schema: z.ZodType<Outcome>,
  program: string,
  ...args: string[]
): Promise<Outcome> {
  await rm(file, { force: true });
  const endedWell = await run(program, ...args);
  const report = await readFile(file, "utf8").then(
    (text) => schema.parse(JSON.parse(text)),
    () => ({ passed: 0, failed: 0 }),
  );
  return trusted(endedWell, report);
}

const vitestReport = z
  .object({ numPassedTests: z.number(), numFailedTests: z.number() })
  .transform((report) => ({ passed: report.numPassedTests, failed: report.numFailedTests }));

const playwrightReport = z
  .object({ stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }) })
  .transform(({ stats }) => ({ passed: stats.expected, failed: stats.unexpected + stats.flaky }));

process.chdir(root);
await step("lint", () => check(["eslint", ".", "--max-warnings", "0"]));
await step("format", () => check(["prettier", "--check", "."]));
await step("types", () => check(["next", "typegen"], ["tsc", "--noEmit"]));
const found = await step("Ory Kratos", async () => {
  const { version, source, program } = await findKratos();
  console.log(`Ory Kratos ${version} (${source}): ${program}`);
  return { passed: 0, failed: 0 };
});
await step("unit tests", () =>
  tests(
    unitReport,
    vitestReport,
    "vitest",
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${unitReport}`,
  ),
);
const built = await step("build", () => check(["next", "build"]));
const browsable = await step("browser", async () => {
  process.env.CHROMIUM_BIN = await installBrowser();
  console.log(process.env.CHROMIUM_BIN);
  return { passed: 0, failed: 0 };
});
if (found && built && browsable) {
  await step("browser tests", () => tests(browserReport, playwrightReport, "playwright", "test"));
} else {
  summary.push("✗ browser tests  not run, because of the above");
}
console.log(`\n${summary.join("\n")}\n`);
close(sum(outcomes));
