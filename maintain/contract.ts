/**
 * `npm run contract`: the cases of `examples/contract.json` on five systems, on one live Ory.
 * Prints a table, and closes with "N passed, N failed". Installs what it needs on the first run.
 */
import { buildApp, installExample } from "./contract/install";

// Bounded: something that hangs is a failure, not a long wait.
setTimeout(() => {
  console.error("The contract did not end within 15 minutes.");
  process.exit(1);
}, 15 * 60_000).unref();

await installExample(".");
await installExample("../examples/express");
await installExample("../examples/react");
await buildApp();

// Only now, because it needs what was just installed.
const { runContract } = await import("./contract/run");
const { passed, failed } = await runContract();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
