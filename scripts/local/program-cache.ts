import { randomUUID } from "node:crypto";
import { chmod, mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { checkKratos } from "./kratos-version";

/** What a program is called here. */
export const programName = process.platform === "win32" ? "kratos.exe" : "kratos";

const partial = ".partial-";

/** Where the program of a version lies in the cache. A home folder may serve several systems. */
export function cachedProgram(cacheFolder: string, version: string): string {
  return path.join(
    cacheFolder,
    "kratos",
    `${version}-${process.platform}-${process.arch}`,
    programName,
  );
}

/**
 * Puts a program into the cache. `make` gets a folder of its own and returns the program's path in
 * it; only when that program runs does it get its name in the cache, in one step. So a program in
 * the cache is always whole, whatever is cut off or runs at the same time.
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
      // Windows does not replace a program that runs. Then another start was first, with the same.
      if (!(await checkKratos(target)).usable) throw error;
    });
    return { program: target, version: checked.version };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const abandonedAfterMs = 24 * 60 * 60 * 1000;

// A start that was killed could not remove its folder.
async function removeAbandoned(cache: string): Promise<void> {
  for (const name of await readdir(cache)) {
    if (!name.startsWith(partial)) continue;
    const folder = path.join(cache, name);
    const { mtimeMs } = await stat(folder).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > abandonedAfterMs) await rm(folder, { recursive: true, force: true });
  }
}
