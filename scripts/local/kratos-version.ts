import { execa } from "execa";

/** Kratos's version ("v1.3.1"), or why the program can't be used. */
export type Checked = { usable: true; version: string } | { usable: false; reason: string };

/** Runs `kratos version`: a file that is there is not yet a program that runs here. */
export async function checkKratos(program: string): Promise<Checked> {
  const result = await execa(program, ["version"], {
    reject: false,
    timeout: 20_000,
    stdin: "ignore",
    // Kratos takes settings from its environment; none of them matters here.
    extendEnv: true,
  });
  // Other programs are called "kratos" too (a Go framework's among them) and say something else.
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

/** Self-built programs call themselves "master": whoever points us to one knows what it is. */
export function isSupported(version: string): boolean {
  const [, major, minor, patch] = /^v?(\d+)\.(\d+)\.(\d+)/.exec(version)?.map(Number) ?? [];
  if (major === undefined || minor === undefined || patch === undefined) return true;
  return major > 1 || (major === 1 && (minor > 3 || (minor === 3 && patch >= 1)));
}
