/**
 * `npm run bench --prefix maintain`: how fast the starter is, measured beside the same page without authentication
 * and beside other ways of protecting it. `-- --json FILE` writes it for programs, `-- --quick`
 * takes a few minutes, `-- --only documents,navigations,redirects` measures a part,
 * `-- --target NAME` only what has this in its name, and `-- --keep FOLDER` keeps the apps there and
 * uses those that are built already: delete FOLDER/starter after a change.
 */
import { installPackages } from "./contract/install";
import { readOptions } from "./bench/options";

// What was started ends with this process; its files go when it exits.
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => process.exit(130));
}

try {
  const options = readOptions(process.argv.slice(2));
  await installPackages("maintain");
  // Only now are its packages there.
  const { runBench } = await import("./bench/run");
  await runBench(options);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
