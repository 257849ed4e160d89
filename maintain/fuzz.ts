/**
 * Runs the code that handles untrusted input on generated inputs, and proves that its regular
 * expressions take linear time (docs/testing.md). Closes with `N passed, N failed`.
 */
import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { execa } from "execa";
import { z } from "zod";
import { close, trusted } from "../scripts/test/outcome";
import { root } from "./contract/folders";
import { buildApp, installPackages } from "./contract/install";

const report = path.join(root, "test-results/fuzz.json");
const counts = z.object({ numPassedTests: z.number(), numFailedTests: z.number() });

await installPackages("maintain");
await buildApp();
await rm(report, { force: true });
const { exitCode } = await execa(
  "vitest",
  [
    ...["run", "--config", "maintain/fuzz/vitest.config.ts"],
    ...["--reporter=default", "--reporter=json", `--outputFile.json=${report}`],
  ],
  { cwd: root, preferLocal: true, stdio: "inherit", reject: false, env: { NODE_ENV: undefined } },
);
const ended = await readFile(report, "utf8").then(
  (text) => counts.parse(JSON.parse(text)),
  () => ({ numPassedTests: 0, numFailedTests: 0 }),
);
close(trusted(exitCode === 0, { passed: ended.numPassedTests, failed: ended.numFailedTests }));
