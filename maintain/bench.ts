/**
 * `npm run bench --prefix maintain`: compares the starter's speed with the same page without
 * authentication, and with other ways to protect it. Options: `--json FILE` writes JSON, `--quick`
 * takes a few minutes, `--only documents,navigations,redirects` measures some parts, `--target
 * NAME` only matching targets. `--keep FOLDER` keeps the built apps there and reuses them: delete
 * FOLDER/starter after a change.
 */
import { installPackages } from "./contract/install";
import { readOptions } from "./bench/options";

// Exiting stops all children and deletes their files.
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => process.exit(130));
}

try {
  const options = readOptions(process.argv.slice(2));
  await installPackages("maintain");
  // Imported here, after its packages are installed.
  const { runBench } = await import("./bench/run");
  await runBench(options);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
