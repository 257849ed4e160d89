/**
 * `npm test`: runs the checks without a browser in parallel, then the browser tests. Closes with
 * `N passed, N failed`.
 */
import { findKratos } from "../local/find-kratos";
import { installBrowser } from "./install-browser";
import { close, testedOn } from "./outcome";
import { browserTests, check, checkTypes, root, unitTests } from "./programs";
import { Steps } from "./steps";

process.chdir(root);
const steps = new Steps();

// Requirements, which may take minutes the first time.
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

// Two at a time, because "next build" creates the folder that "next typegen" also writes to.
console.log();
const [built] = await Promise.all([
  steps
    .beside("build", () => check(["next", "build"]))
    .then(async (good) => {
      await steps.beside("types", checkTypes);
      await steps.beside("format", () => check(["prettier", "--check", "."]));
      return good;
    }),
  steps
    .beside("unit tests", unitTests)
    .then(() => steps.beside("lint", () => check(["eslint", ".", "--max-warnings", "0"]))),
]);

if (found && built && browsable) {
  await steps.alone("browser tests", browserTests);
} else {
  steps.leaveOut("browser tests");
}
console.log(`\n${steps.summary}\n\n${ranOn}\n`);
close(steps.outcome);
