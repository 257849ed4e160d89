/**
 * `npm run deletions --prefix maintain`: deletes the optional folders, together or one at a time
 * with `-- --each`, and checks the rest: types, lint, unit tests, and the build if the app changes.
 * Closes with `N passed, N failed`.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { linkTree } from "../e2e/fixtures/checkout";
import { close } from "../scripts/test/outcome";
import { Checks } from "./checks";
import { root } from "./contract/folders";
import { expectRun } from "./run-in";
import { copyTrackedFiles } from "./tracked-files";

/** The archive (archive.ts) already lacks examples/ and maintain/. */
const folders = ["docs", "e2e", "app/(examples)"];
const { each } = parseArgs({ options: { each: { type: "boolean", default: false } } }).values;
const deletions = (each ? folders.map((folder) => [folder]) : [folders]).map((deleted) => ({
  folders: deleted,
  commands: deleted.some((folder) => folder.startsWith("app/")) ? ["check", "build"] : ["check"],
}));

const checks = new Checks();
for (const { folders, commands } of deletions) {
  const copy = await mkdtemp(path.join(tmpdir(), "ory-nextjs-starter-deletion-"));
  try {
    await copyTrackedFiles(copy);
    for (const folder of folders) await rm(path.join(copy, folder), { recursive: true });
    linkTree(path.join(root, "node_modules"), path.join(copy, "node_modules"));
    for (const command of commands) {
      const title = `Without ${folders.join(", ")}: npm run ${command}`;
      await expectRun(checks, copy, title, ["npm", "run", "--silent", command]);
    }
  } finally {
    await rm(copy, { recursive: true, force: true, maxRetries: 3 });
  }
}
close(checks);
