/**
 * `npm run soak --prefix maintain`: 15 minutes at full load, after which nothing may have grown.
 * `-- --minutes N` changes the time (at least 4), `-- --mode token` uses token mode. `-- --json
 * FILE` writes JSON, `-- --markdown FILE` updates a document. Closes with `N passed, N failed`.
 */
import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { z } from "zod";
import { close } from "../scripts/test/outcome";
import { thisMachine } from "./bench/machine";
import { asMarkdown, asText, writeBetweenMarkers } from "./bench/report";
import { soak, soakChecks } from "./bench/soak";
import { soakTables } from "./bench/soak-tables";
import { makeWorkspace } from "./bench/workspace";

// Exiting stops all children and deletes their files.
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => process.exit(130));
}

const optionsSchema = z.object({
  minutes: z.coerce.number().int().min(4),
  mode: z.enum(["direct", "token"]),
  json: z.string().optional(),
  markdown: z.string().optional(),
  keep: z.string().optional(),
});

try {
  const { values } = parseArgs({
    options: {
      minutes: { type: "string", default: "15" },
      mode: { type: "string", default: "direct" },
      json: { type: "string" },
      markdown: { type: "string" },
      keep: { type: "string" },
    },
  });
  const { minutes, mode, json, markdown, keep } = optionsSchema.parse(values);
  const soaked = await soak(mode, minutes, makeWorkspace(keep));
  const shown = soakTables(soaked);
  console.log(`\n${asText(shown)}`);
  const results = { machine: thisMachine(), ...soaked };
  if (json) await writeFile(json, `${JSON.stringify(results, null, 2)}\n`);
  if (markdown) await writeBetweenMarkers(markdown, `soak-${mode}`, asMarkdown(shown));
  const checks = soakChecks(soaked);
  const passed = checks.filter((check) => check.passed).length;
  close({ passed, failed: checks.length - passed });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  close({ passed: 0, failed: 1 });
}
