import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { execa } from "execa";
import { root } from "../contract/folders";

/** Extracts the archive of this checkout into a folder, as if all changes were committed. */
export async function extractArchive(to: string): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), "ory-nextjs-starter-index-"));
  try {
    // A separate index, so that the checkout and its staged changes stay unchanged.
    const env = { GIT_INDEX_FILE: path.join(folder, "index") };
    const git = (...args: string[]) => execa("git", args, { cwd: root, env });
    const { stdout: index } = await execa("git", ["rev-parse", "--git-path", "index"], {
      cwd: root,
    });
    await copyFile(path.resolve(root, index), env.GIT_INDEX_FILE);
    await git("add", "--all");
    const { stdout: tree } = await git("write-tree");
    const archive = path.join(folder, "archive.tar");
    await git("archive", "--output", archive, tree);
    await execa("tar", ["-xf", archive], { cwd: to });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
