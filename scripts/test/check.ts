/**
 * `npm run check`: types, lint, and the unit tests affected by uncommitted changes. Lint caches its
 * results, so a second run takes seconds. `npm test` checks everything again.
 */
import { existsSync } from "node:fs";
import { close } from "./outcome";
import { check, checkTypes, root } from "./programs";
import { Steps } from "./steps";

process.chdir(root);
const steps = new Steps();
const cache = ["--cache", "--cache-location", "node_modules/.cache/eslint/"];
// Only git knows what changed.
const changed = existsSync(".git") ? ["--changed"] : [];
await Promise.all([
  steps.beside("types", checkTypes),
  steps
    .beside("lint", () => check(["eslint", ".", "--max-warnings", "0", ...cache]))
    .then(() => steps.beside("unit tests", () => check(["vitest", "run", ...changed]))),
]);
console.log(`\n${steps.summary}\n`);
close(steps.outcome);
