/**
 * `npm run sizes --prefix maintain`: compares what the browser loads for the starter's pages with a
 * page without authentication, and measures the middleware. Closes with `N passed, N failed`.
 */
import { close } from "../scripts/test/outcome";
import { asText } from "./bench/report";
import { sizeChecks } from "./bench/size-checks";
import { sizeReport } from "./bench/size-report";
import { sizesTable } from "./bench/tables";
import { makeWorkspace } from "./bench/workspace";
import { startWorld } from "./bench/world";

// Exiting stops all children and deletes their files.
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => process.exit(130));
}

try {
  const workspace = makeWorkspace();
  const world = await startWorld();
  const report = await sizeReport(world, workspace).finally(world.stop);
  console.log(`\n${asText([sizesTable(report)])}`);
  const checks = sizeChecks(report);
  for (const { what, found, passed } of checks) {
    console.log(`${passed ? "ok    " : "FAILED"}  ${what}: ${found}`);
  }
  console.log();
  const passed = checks.filter((check) => check.passed).length;
  close({ passed, failed: checks.length - passed });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  close({ passed: 0, failed: 1 });
}
