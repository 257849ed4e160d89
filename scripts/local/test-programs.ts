import { chmod, mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

/** A folder of a test's own, with a space in its path, as on many machines. */
export function temporaryFolder(): Promise<string> {
  return mkdtemp(path.join(tmpdir(), "local ory "));
}

/** A program that says a version as Kratos does: finding a program needs no more of it. */
export async function writeProgram(folder: string, version: string): Promise<string> {
  return writeScript(folder, `echo "Version:    ${version}"`);
}

export async function writeScript(folder: string, line: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, "kratos");
  await writeFile(file, `#!/bin/sh\n${line}\n`);
  await chmod(file, 0o755);
  return file;
}
