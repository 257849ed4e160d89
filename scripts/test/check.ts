/**
 * `npm run check`: types, lint, and the unit tests of what is not committed yet. Lint keeps its
 * results, so that the second run takes seconds; `npm test` checks everything anew.
 */
import { existsSync } from "node:fs";
import { close } from "./outcome";
import { check, checkTypes, root } from "./programs";
import { Steps } from "./steps";

process.chdir(root);
const steps = new Steps();
const cache = ["--cache", "--cache-location", "node_modules/.cache/eslint/"];
// What changed is git's to say.
const changed = existsSync(".git") ? ["--changed"] : [];
await Promise.all([
  steps.beside("types", checkTypes),
  steps
    .beside("lint", () => check(["eslint", ".", "--max-warnings", "0", ...cache]))
    .then(() => steps.beside("unit tests", () => check(["vitest", "run", ...changed]))),
]);
console.log(`\n${steps.summary}\n`);
close(steps.outcome);
