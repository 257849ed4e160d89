import { chmod, mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

/** Creates a test's own folder, with a space in its path, as is common on user machines. */
export function temporaryFolder(): Promise<string> {
  return mkdtemp(path.join(tmpdir(), "local ory "));
}

/** Writes a program that prints a version like Kratos, which is all that finding Kratos needs. */
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
