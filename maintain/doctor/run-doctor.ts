import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { z } from "zod";
import { fromNobodysEnvironment } from "../../e2e/fixtures/start-app";
import type { Checks } from "../checks";

const root = fileURLToPath(new URL("../..", import.meta.url));

const findingSchema = z.object({
  check: z.string(),
  status: z.enum(["right", "unchecked", "doubtful", "wrong"]),
  says: z.string(),
  notice: z.string().optional(),
  mend: z.array(z.string()).optional(),
});
const reportSchema = z.object({ findings: z.array(findingSchema) });

export type Finding = z.infer<typeof findingSchema>;
export type Variables = Record<string, string>;

/** A credential that must not appear in the doctor's output. */
export const hush = "ory_pat_hush-hush-hush-hush";

interface Run {
  output: string;
  exitCode: number | undefined;
}

export async function doctor(env: Variables, options: string[]): Promise<Run> {
  const { all, exitCode } = await execa("npm", ["run", "--silent", "doctor", "--", ...options], {
    cwd: root,
    // CI systems set `CI`, which turns colors on.
    env: { NODE_ENV: undefined, NO_COLOR: "1", ...fromNobodysEnvironment, ...env },
    all: true,
    reject: false,
  });
  return { output: all, exitCode };
}

/** Runs it with JSON output, and returns the findings. */
export async function examine(
  env: Variables,
  options: string[],
): Promise<Run & { findings: Finding[] }> {
  const run = await doctor(env, ["--json", ...options]);
  try {
    return { ...run, findings: reportSchema.parse(JSON.parse(run.output)).findings };
  } catch {
    throw new Error(`The doctor did not report:\n${run.output}`);
  }
}

/** The expected findings: their wording by check and status. */
export type Expected = Record<string, RegExp>;

/** Expects these problems and no others. Each must have a symptom and a fix. */
export async function expectProblems(
  checks: Checks,
  what: string,
  env: Variables,
  options: string[],
  expected: Expected,
): Promise<Finding[]> {
  const { findings, exitCode, output } = await examine(env, options);
  const problems = findings.filter(({ status }) => status === "wrong" || status === "doubtful");
  const complaints = [
    ...Object.entries(expected).flatMap(([name, says]) =>
      problems.some((problem) => nameOf(problem) === name && says.test(problem.says))
        ? []
        : [`not found: ${name}, ${String(says)}`],
    ),
    ...problems
      // A busy machine responds late.
      .filter((problem) => nameOf(problem) !== "latency doubtful")
      .filter((problem) => !expected[nameOf(problem)]?.test(problem.says))
      .map((problem) => `not expected: ${nameOf(problem)}, ${problem.says}`),
    ...problems
      .filter(({ notice, mend }) => !notice || !mend?.length || mend.includes(""))
      .map(({ says }) => `no notice or no mend: ${says}`),
  ];
  const code = problems.some(({ status }) => status === "wrong") ? 1 : 0;
  if (exitCode !== code) complaints.push(`exit code ${String(exitCode)}`);
  if (output.includes(hush)) complaints.push("a secret is printed");
  checks.check(what, complaints);
  return findings;
}

function nameOf({ check, status }: Finding): string {
  return `${check} ${status}`;
}
