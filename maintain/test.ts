/**
 * `npm test --prefix maintain`: runs everything in this folder that passes or fails. Closes with
 * `N passed, N failed` for the sum.
 */
import { existsSync } from "node:fs";
import { execa } from "execa";
import { close, sum } from "../scripts/test/outcome";
import { runScript } from "../scripts/test/run-script";
import { installPackages } from "./contract/install";

/** Each closes with its own `N passed, N failed`. */
const scripts = [
  ...(existsSync("docs") ? [["docs"]] : []),
  ["supply-chain"],
  ["archive"],
  ["deletions"],
  ["hosted-pages"],
  ...(existsSync("examples") ? [["contract"], ["your-data"]] : []),
  ["fuzz"],
  ["faults", "--", "--check"],
  ["explore", "--", "--sequences", "40", "--seed", "1"],
  ["walk", "--", "--walks", "3"],
  ["doctor"],
  ["ory-config"],
  ["two-by-two", "--", "--check"],
  ["sizes"],
  ["vercel"],
  ["containers"],
  ["lighthouse", "--", "--check", "--runs", "2"],
  ...(existsSync("docs") ? [["screenshots", "--", "--check"]] : []),
];

await installPackages("maintain");
const { failed } = await execa("npm", ["run", "--silent", "check"], {
  cwd: "maintain",
  stdio: "inherit",
  reject: false,
});
const outcomes = [failed ? { passed: 0, failed: 1 } : { passed: 1, failed: 0 }];
for (const [script = "", ...options] of scripts) {
  outcomes.push(await runScript(script, "--prefix", "maintain", ...options));
}
console.log();
close(sum(outcomes));
