import { cpSync, existsSync } from "node:fs";
import path from "node:path";
import { execa } from "execa";
import { root } from "./contract/folders";

/**
 * Copies into a folder what a fresh clone would hold if everything were committed, and returns the
 * files' paths, with slashes.
 */
export async function copyTrackedFiles(to: string): Promise<string[]> {
  const { stdout } = await execa(
    "git",
    ["ls-files", "-z", "--cached", "--others", "--exclude-standard"],
    { cwd: root },
  );
  const files = stdout.split("\0").filter((file) => file && existsSync(path.join(root, file)));
  for (const file of files) cpSync(path.join(root, file), path.join(to, file));
  return files;
}
