/**
 * `npm run contract --prefix maintain`: runs the cases of `examples/contract.json` on five systems
 * with one live Ory. Installs what is missing, prints a table, and closes with
 * `N passed, N failed`.
 */
import { installBrowser } from "../scripts/test/install-browser";
import { close } from "../scripts/test/outcome";
import { buildApp, installPackages } from "./contract/install";
import { runContract } from "./contract/run";

// A hang becomes a failure, not a long wait.
const minutes = 15;
setTimeout(() => {
  console.error(`The contract did not end within ${minutes} minutes.`);
  process.exit(1);
}, minutes * 60_000).unref();

// Exiting stops all children and deletes their files.
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
