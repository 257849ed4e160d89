/**
 * `npm run sizes --prefix maintain`: what the browser loads of the starter's pages beside a page without
 * authentication, and what its middleware weighs. Closes with `N passed, N failed`.
 */
import { close } from "../scripts/test/outcome";
import { asText } from "./bench/report";
import { sizeChecks } from "./bench/size-checks";
import { sizeReport } from "./bench/size-report";
import { sizesTable } from "./bench/tables";
import { makeWorkspace } from "./bench/workspace";
import { startWorld } from "./bench/world";

// What was started ends with this process; its files go when it exits.
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
