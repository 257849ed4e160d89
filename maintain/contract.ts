/**
 * `npm run contract --prefix maintain`: the cases of `examples/contract.json` on five systems, on one live Ory.
 * Prints a table, and closes with `N passed, N failed`. Installs what is missing.
 */
import { installBrowser } from "../scripts/test/install-browser";
import { close } from "../scripts/test/outcome";
import { buildApp, installPackages } from "./contract/install";
import { runContract } from "./contract/run";

// Bounded: what hangs is a failure, not a long wait.
const minutes = 15;
setTimeout(() => {
  console.error(`The contract did not end within ${minutes} minutes.`);
  process.exit(1);
}, minutes * 60_000).unref();

// What was started ends with this process; its files go when it exits.
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => process.exit(130));
}

try {
  await installPackages("examples/express");
  await installPackages("examples/react");
  await buildApp();
  close(await runContract(await installBrowser()));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  close({ passed: 0, failed: 1 });
}
