import { randomUUID } from "node:crypto";
import { chmod, mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { checkKratos } from "./kratos-version";

export const programName = process.platform === "win32" ? "kratos.exe" : "kratos";

const partial = ".partial-";

/** Returns a version's path in the cache. Several systems may share a home folder. */
export function cachedProgram(cacheFolder: string, version: string): string {
  return path.join(
    cacheFolder,
    "kratos",
    `${version}-${process.platform}-${process.arch}`,
    programName,
  );
}

/**
 * Puts a program into the cache. `make` gets an empty folder and returns the program's path in it.
 * Once that program runs, one rename moves it into place, so that the cache never has a partial
 * one, even with interruptions and parallel starts.
 */
export async function putIntoCache(
  target: string,
  make: (folder: string) => Promise<string>,
): Promise<{ program: string; version: string }> {
  const cache = path.dirname(path.dirname(target));
  const folder = path.join(cache, `${partial}${randomUUID()}`);
  await mkdir(folder, { recursive: true });
  await removeAbandoned(cache);
  try {
    const made = await make(folder);
    await chmod(made, 0o755);
    const checked = await checkKratos(made);
    if (!checked.usable) throw new Error(`it does not run on this system: ${checked.reason}`);
    await mkdir(path.dirname(target), { recursive: true });
    await rename(made, target).catch(async (error: unknown) => {
      // Windows can't replace a running program. Then another start has put the same one there.
      if (!(await checkKratos(target)).usable) throw error;
    });
    return { program: target, version: checked.version };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const abandonedAfterMs = 24 * 60 * 60 * 1000;

// A killed start couldn't remove its folder.
async function removeAbandoned(cache: string): Promise<void> {
  for (const name of await readdir(cache)) {
    if (!name.startsWith(partial)) continue;
    const folder = path.join(cache, name);
    const { mtimeMs } = await stat(folder).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > abandonedAfterMs) await rm(folder, { recursive: true, force: true });
  }
}
