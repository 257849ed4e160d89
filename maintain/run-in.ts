import { execa } from "execa";
import { startStep } from "../scripts/local/step";
import type { Checks } from "./checks";

/** Runs a command in a copy of the project, isolated from this one, and expects it to succeed. */
export async function expectRun(
  checks: Checks,
  cwd: string,
  title: string,
  [program, ...args]: [string, ...string[]],
): Promise<void> {
  const step = startStep(title);
  const { all, exitCode } = await execa(program, args, {
    cwd,
    env: { NODE_ENV: undefined, NEXT_DIST_DIR: undefined, NEXT_TELEMETRY_DISABLED: "1" },
    all: true,
    stdin: "ignore",
    reject: false,
  });
  step.done(`${title}: ${exitCode === 0 ? "done" : "failed"}`);
  if (exitCode !== 0) console.log(all);
  checks.expect(title, exitCode === 0, `exit code ${String(exitCode)}`);
}
