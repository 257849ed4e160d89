/**
 * `npm run bench:growth --prefix maintain`: measures memory and latency with 1 to 1,000 signed-in
 * people at the same time, over a database with 100,000 sessions. `-- --json FILE` writes JSON, `--
 * --markdown FILE` updates a document, `-- --quick` takes less time.
 */
import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { thisMachine } from "./bench/machine";
import { asMarkdown, asText, writeBetweenMarkers } from "./bench/report";
import { installPackages } from "./contract/install";

// Exiting stops all children and deletes their files.
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => process.exit(130));
}

try {
  const { values } = parseArgs({
    options: {
      quick: { type: "boolean", default: false },
      json: { type: "string" },
      markdown: { type: "string" },
      keep: { type: "string" },
    },
  });
  await installPackages("maintain");
  // Imported here, after its packages are installed.
  const { measureGrowth } = await import("./bench/growth");
  const { growthTables } = await import("./bench/growth-tables");
  const { makeWorkspace } = await import("./bench/workspace");
  const growth = await measureGrowth(values.quick ? 15 : 60, makeWorkspace(values.keep));
  const results = { machine: thisMachine(), ...growth };
  const shown = growthTables(growth);
  console.log(`\n${asText(shown)}`);
  if (values.json) await writeFile(values.json, `${JSON.stringify(results, null, 2)}\n`);
  if (values.markdown) await writeBetweenMarkers(values.markdown, "growth", asMarkdown(shown));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
