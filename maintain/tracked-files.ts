import { cpSync, existsSync } from "node:fs";
import path from "node:path";
import { execa } from "execa";
import { root } from "./contract/folders";

/** Returns the paths, with slashes, of a fresh clone if all changes were committed. */
export async function trackedFiles(): Promise<string[]> {
  const { stdout } = await execa(
    "git",
    ["ls-files", "-z", "--cached", "--others", "--exclude-standard"],
    { cwd: root },
  );
  return stdout.split("\0").filter((file) => file && existsSync(path.join(root, file)));
}

/** Copies these files into a folder, and returns their paths. */
export async function copyTrackedFiles(to: string): Promise<string[]> {
  const files = await trackedFiles();
  for (const file of files) cpSync(path.join(root, file), path.join(to, file));
  return files;
}
