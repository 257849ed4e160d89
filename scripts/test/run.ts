/**
 * `npm test`: all checks, first those that need no browser, side by side, then the browser tests.
 * Closes with `N passed, N failed`.
 */
import { readFile, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { z } from "zod";
import { findKratos } from "../local/find-kratos";
import { installBrowser } from "./install-browser";
import { close, type Outcome, testedOn, trusted } from "./outcome";
import { buildFolder } from "../../e2e/fixtures/start-app";
import { type Ended, Steps } from "./steps";

const root = fileURLToPath(new URL("../..", import.meta.url));
const unitReport = "test-results/unit.json";
const browserReport = "test-results/e2e.json";

type Output = "shown" | "kept";

/** Runs an installed program. Returns whether it ended well, and its output where that is kept. */
async function run(output: Output, [program = "", ...args]: string[]) {
  const { exitCode, all } = await execa(program, args, {
    cwd: root,
    env: {
      // A build folder of its own: "npm run dev" may be using the other one.
      NEXT_DIST_DIR: buildFolder,
      NEXT_TELEMETRY_DISABLED: "1",
      // The types are a step of their own.
      NEXT_SKIP_TYPE_CHECK: "1",
      NODE_ENV: undefined,
      ...(output === "kept" &&
        process.stdout.isTTY &&
        process.stdout.hasColors() && { FORCE_COLOR: "1" }),
    },
    preferLocal: true,
    ...(output === "kept" ? { all: true, stdin: "ignore" } : { all: false, stdio: "inherit" }),
    reject: false,
  });
  return { good: exitCode === 0, output: all };
}

/** A check that is one thing: it passed or it did not. */
async function check(...programs: string[][]): Promise<Ended> {
  const outputs: string[] = [];
  for (const program of programs) {
    const { good, output = "" } = await run("kept", program);
    outputs.push(output);
    if (!good) return { passed: 0, failed: 1, output: outputs.join("\n") };
  }
  return { passed: 1, failed: 0, output: outputs.join("\n") };
}

/** Runs tests and counts them by the report that their runner leaves in `file`. */
async function tests(
  output: Output,
  file: string,
  schema: z.ZodType<Outcome>,
  program: string[],
): Promise<Ended> {
  await rm(file, { force: true });
  const ended = await run(output, program);
  const report = await readFile(file, "utf8").then(
    (text) => schema.parse(JSON.parse(text)),
    () => ({ passed: 0, failed: 0 }),
  );
  return { ...trusted(ended.good, report), output: ended.output };
}

const vitestReport = z
  .object({ numPassedTests: z.number(), numFailedTests: z.number() })
  .transform((report) => ({ passed: report.numPassedTests, failed: report.numFailedTests }));

const playwrightReport = z
  .object({ stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }) })
  .transform(({ stats }) => ({ passed: stats.expected, failed: stats.unexpected + stats.flaky }));

process.chdir(root);
const steps = new Steps();

// What has to be there first; a first time may take minutes.
let ranOn = "";
const found = await steps.alone("Ory Kratos", async () => {
  const { version, source, program } = await findKratos();
  ranOn = testedOn(version);
  return { passed: 0, failed: 0, output: `Ory Kratos ${version} (${source}): ${program}` };
});
const browsable = await steps.alone("browser", async () => {
  process.env.CHROMIUM_BIN = await installBrowser();
  return { passed: 0, failed: 0, output: process.env.CHROMIUM_BIN };
});

// Two at a time: "next build" makes the folder that "next typegen" writes to as well.
console.log();
const [built] = await Promise.all([
  steps
    .beside("build", () => check(["next", "build"]))
    .then(async (good) => {
      await steps.beside("types", () => check(["next", "typegen"], ["tsc", "--noEmit"]));
      await steps.beside("format", () => check(["prettier", "--check", "."]));
      return good;
    }),
  steps
    .beside("unit tests", () =>
      tests("kept", unitReport, vitestReport, [
        "vitest",
        "run",
        "--reporter=default",
        "--reporter=json",
        `--outputFile.json=${unitReport}`,
      ]),
    )
    .then(() => steps.beside("lint", () => check(["eslint", ".", "--max-warnings", "0"]))),
]);

if (found && built && browsable) {
  await steps.alone("browser tests", () =>
    tests("shown", browserReport, playwrightReport, ["playwright", "test"]),
  );
} else {
  steps.leaveOut("browser tests");
}
console.log(`\n${steps.summary}\n\n${ranOn}\n`);
close(steps.outcome);
