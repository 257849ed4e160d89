import { kratosRelease } from "../kratos-release";

export interface Outcome {
  passed: number;
  failed: number;
}

export function sum(outcomes: Outcome[]): Outcome {
  return outcomes.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed }), {
    passed: 0,
    failed: 0,
  });
}

/** Returns a runner's counts, plus a failure if it crashed or ran nothing but reported none. */
export function trusted(endedWell: boolean, outcome: Outcome): Outcome {
  const suspicious = outcome.failed === 0 && (!endedWell || outcome.passed === 0);
  return suspicious ? { ...outcome, failed: 1 } : outcome;
}

/** Returns which Ory Kratos a run used, with a note if it isn't the reference that users get. */
export function testedOn(version: string, reference: string = kratosRelease.version): string {
  const run = `Ran on Ory Kratos ${version}`;
  if (version === reference) return `${run}, the reference version.`;
  return `${run}. The reference is ${reference}: set KRATOS_BIN to run on it too.`;
}

/** Prints the closing line, which must be the last one, and sets the exit code. */
export function close(outcome: Outcome): void {
  console.log(`${outcome.passed} passed, ${outcome.failed} failed`);
  process.exitCode = outcome.failed === 0 ? 0 : 1;
}

/** Reads the closing line of another run. Without one, nothing is counted. */
export function readClosingLine(output: string): Outcome {
  const line = output.trimEnd().split(/\r?\n/).at(-1) ?? "";
  const [, passed = 0, failed = 0] = /^(\d+) passed, (\d+) failed$/.exec(line) ?? [];
  return { passed: Number(passed), failed: Number(failed) };
}
