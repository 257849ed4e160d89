import { cp, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { migrateLocalOry } from "../ory/local/local-ory";

/** Names the folder to the workers, which have the environment of whoever started them. */
const variable = "EMPTY_ORY_DATABASE";

/** The database, and the note of which Kratos made it (ory/local/kratos.ts). */
const copied = /^(kratos\.sqlite.*|migrated-by\.json)$/;

/**
 * Has Ory Kratos make its tables once, for all systems that are started in this run: each copies
 * them instead. Returns what removes them again.
 */
export async function makeEmptyDatabase(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), "ory-nextjs-starter-empty-"));
  await migrateLocalOry({
    // Nothing is started, so nothing listens there.
    appUrl: "http://localhost:3000",
    ports: { public: 4000, admin: 4001, mail: 1080, smtp: 1025 },
    dataFolder: folder,
  });
  process.env[variable] = folder;
  return () => rm(folder, { recursive: true, force: true });
}

/** Copies what `makeEmptyDatabase` made; without it, Kratos makes its tables itself. */
export async function copyEmptyDatabase(dataFolder: string): Promise<void> {
  const folder = process.env[variable];
  if (folder === undefined) return;
  const files = (await readdir(folder)).filter((name) => copied.test(name));
  await Promise.all(
    files.map((name) =>
      cp(path.join(folder, name), path.join(dataFolder, name), { preserveTimestamps: true }),
    ),
  );
}
