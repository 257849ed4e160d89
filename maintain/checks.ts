import type { Outcome } from "../scripts/test/outcome";

/**
 * Set by `-- --check`, for a busy machine: results are checked as always, times hardly. Checks that
 * use it have strict limits without it.
 */
export const isBusy = process.argv.includes("--check");

/** Counts checks, and prints what is wrong with those that fail. */
export class Checks implements Outcome {
  passed = 0;
  failed = 0;

  check(what: string, wrong: string[]): void {
    if (wrong.length === 0) {
      this.passed++;
      return;
    }
    this.failed++;
    console.log(`FAILED: ${what}`);
    for (const line of wrong.slice(0, 5)) console.log(`  ${line}`);
    if (wrong.length > 5) console.log(`  … and ${wrong.length - 5} more`);
  }

  expect(what: string, holds: boolean, otherwise = "it is not so"): void {
    this.check(what, holds ? [] : [otherwise]);
  }
}
