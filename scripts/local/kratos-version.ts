import { execa } from "execa";

/** Kratos's version ("v1.3.1"), or why the program can't be used. */
export type Checked = { usable: true; version: string } | { usable: false; reason: string };

/** Runs `kratos version`, because an existing file may not run on this system. */
export async function checkKratos(program: string): Promise<Checked> {
  const result = await execa(program, ["version"], {
    reject: false,
    timeout: 20_000,
    stdin: "ignore",
    // Kratos reads settings from its environment, but none affects this command.
    extendEnv: true,
  });
  // Other programs named "kratos", such as a Go framework's, print something else.
  const version = /^Version:\s+(\S+)/m.exec(result.stdout)?.[1];
  if (result.exitCode === 0 && version !== undefined) {
    return isSupported(version)
      ? { usable: true, version }
      : { usable: false, reason: `${version} is older than v1.3.1` };
  }
  const said = result.stderr.split("\n").find((line) => line.trim() !== "");
  return {
    usable: false,
    reason: `"${program} version" ${said === undefined ? "says nothing of Ory Kratos" : `says: ${said}`}`,
  };
}

/** Returns true for supported versions, and for self-built programs, which report "master". */
export function isSupported(version: string): boolean {
  const [, major, minor, patch] = /^v?(\d+)\.(\d+)\.(\d+)/.exec(version)?.map(Number) ?? [];
  if (major === undefined || minor === undefined || patch === undefined) return true;
  return major > 1 || (major === 1 && (minor > 3 || (minor === 3 && patch >= 1)));
}
