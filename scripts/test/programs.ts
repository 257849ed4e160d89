import { readFile, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { z } from "zod";
import { type Outcome, trusted } from "./outcome";
import type { Ended } from "./steps";

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** The production build of `npm test`, separate from that of `npm run dev`. */
export const buildFolder = process.env.NEXT_DIST_DIR ?? ".next-test";

type Output = "shown" | "kept";

/** Runs an installed program. Returns whether it succeeded, and its output if that is kept. */
async function run(output: Output, [program = "", ...args]: string[]) {
  const { exitCode, all } = await execa(program, args, {
    cwd: root,
    env: {
      // A separate build folder, because "npm run dev" may be using the other one.
      NEXT_DIST_DIR: buildFolder,
      NEXT_TELEMETRY_DISABLED: "1",
      // The types are checked in a separate step.
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

/** Runs programs that form one check, which passes if all succeed. */
export async function check(...programs: string[][]): Promise<Ended> {
  const outputs: string[] = [];
  for (const program of programs) {
    const { good, output = "" } = await run("kept", program);
    outputs.push(output);
    if (!good) return { passed: 0, failed: 1, output: outputs.join("\n") };
  }
  return { passed: 1, failed: 0, output: outputs.join("\n") };
}

export const checkTypes = () => check(["next", "typegen"], ["tsc", "--noEmit"]);

const vitestReport = z
  .object({ numPassedTests: z.number(), numFailedTests: z.number() })
  .transform((report) => ({ passed: report.numPassedTests, failed: report.numFailedTests }));

export function unitTests(): Promise<Ended> {
  const file = "test-results/unit.json";
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  return tests("kept", file, vitestReport, ["vitest", "run", ...reporters]);
}

const playwrightReport = z
  .object({ stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }) })
  .transform(({ stats }) => ({ passed: stats.expected, failed: stats.unexpected + stats.flaky }));

export function browserTests(): Promise<Ended> {
  return tests("shown", "test-results/e2e.json", playwrightReport, ["playwright", "test"]);
}

/** Runs tests and counts them in the report that their runner writes to `file`. */
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
