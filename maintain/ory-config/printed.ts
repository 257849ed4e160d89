import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { execa } from "execa";
import { z } from "zod";
import { projectPrefix } from "../../scripts/config/print";
import type { Checks } from "../checks";

export async function oryConfig(sessionTokenKey: string, ...options: string[]): Promise<string> {
  const { stdout } = await execa("npm", ["run", "--silent", "config", "--", ...options], {
    cwd: fileURLToPath(new URL("../..", import.meta.url)),
    env: { SESSION_TOKEN_KEY: sessionTokenKey },
  });
  return stdout;
}

export const patchSchema = z.array(
  z.object({ op: z.literal("add"), path: z.string().startsWith("/"), value: z.json() }),
);

/**
 * Runs the printed commands with a fake "ory" that records its input, and compares that with the
 * patch.
 */
export async function commandsSayTheSame(checks: Checks, sessionTokenKey: string): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), "ory-nextjs-starter-"));
  const target = ["--target", "network", "--app-url", "https://app.example.com"];
  try {
    const notes = path.join(folder, "notes");
    const note = 'for argument in "$@"; do printf "%s\\n" "$argument" >> "$NOTES"; done\n';
    await writeFile(path.join(folder, "ory"), `#!/bin/sh\n${note}`, { mode: 0o755 });
    await execa("sh", {
      input: await oryConfig(sessionTokenKey, ...target),
      env: {
        NOTES: notes,
        PATH: `${folder}${path.delimiter}${process.env.PATH ?? ""}`,
        SESSION_TOKEN_KEY: sessionTokenKey,
      },
    });
    const told = (await readFile(notes, "utf8"))
      .split("\n")
      .filter((line) => line.startsWith("/"))
      .map((line) => ({
        path: projectPrefix + line.slice(0, line.indexOf("=")),
        value: z.json().parse(JSON.parse(line.slice(line.indexOf("=") + 1))),
      }));
    const patch = patchSchema
      .parse(JSON.parse(await oryConfig(sessionTokenKey, ...target, "--json", "--secrets")))
      .map(({ path, value }) => ({ path, value }));
    checks.expect(
      "the commands and the patch say the same",
      told.length > 30 && isDeepStrictEqual(told, patch),
      JSON.stringify(told),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
