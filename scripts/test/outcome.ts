import { kratosRelease } from "../kratos-release";

/** How many checks passed and failed. */
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

/** What a runner counted, given how it ended: one that crashed or found nothing proves nothing. */
export function trusted(endedWell: boolean, outcome: Outcome): Outcome {
  const suspicious = outcome.failed === 0 && (!endedWell || outcome.passed === 0);
  return suspicious ? { ...outcome, failed: 1 } : outcome;
}

/** Says which Ory Kratos a run was on. Users get the reference, so a run elsewhere is half of it. */
export function testedOn(version: string, reference: string = kratosRelease.version): string {
  const run = `Ran on Ory Kratos ${version}`;
  if (version === reference) return `${run}, the reference version.`;
  return `${run}. The reference is ${reference}: set KRATOS_BIN to run on it too.`;
}

/** Prints the closing line, alone on a line and last, and sets the exit code. */
export function close(outcome: Outcome): void {
  console.log(`${outcome.passed} passed, ${outcome.failed} failed`);
  process.exitCode = outcome.failed === 0 ? 0 : 1;
}

/** Reads the closing line of another run; nothing counted where there is none. */
export function readClosingLine(output: string): Outcome {
  const line = output.trimEnd().split(/\r?\n/).at(-1) ?? "";
  const [, passed = 0, failed = 0] = /^(\d+) passed, (\d+) failed$/.exec(line) ?? [];
  return { passed: Number(passed), failed: Number(failed) };
}
