/**
 * `npm run test:all`: `npm test`, and every other script of the project that passes or fails.
 * Closes with `N passed, N failed` for the sum.
 */
import { existsSync } from "node:fs";
import { execa } from "execa";
import { close, readClosingLine, sum, trusted } from "./outcome";

/** Beyond `npm test`; each closes with `N passed, N failed` itself. */
const scripts = [
  ...(existsSync("maintain") && existsSync("examples") ? ["contract", "your-data:check"] : []),
  ...(existsSync("maintain")
    ? [
        "faults",
        "fuzz",
        "doctor:check",
        "ory:config:check",
        "two-by-two",
        "sizes",
        "supply-chain",
        "vercel:check",
        "containers",
        "lighthouse",
        ...(existsSync("docs") ? ["screenshots -- --check"] : []),
      ]
    : []),
];

const outcomes = [];
for (const script of ["test", ...scripts]) {
  const { exitCode, stdout } = await execa("npm", ["run", "--silent", ...script.split(" ")], {
    stdin: "inherit",
    stdout: ["inherit", "pipe"],
    stderr: "inherit",
    reject: false,
  });
  outcomes.push(trusted(exitCode === 0, readClosingLine(stdout)));
}
console.log();
close(sum(outcomes));
