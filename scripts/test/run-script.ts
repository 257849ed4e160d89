import { execa } from "execa";
import { type Outcome, readClosingLine, trusted } from "./outcome";

/** Runs a script that closes with `N passed, N failed`, and returns its counts. */
export async function runScript(script: string, ...options: string[]): Promise<Outcome> {
  const { exitCode, stdout } = await execa("npm", ["run", "--silent", script, ...options], {
    stdin: "inherit",
    stdout: ["inherit", "pipe"],
    stderr: "inherit",
    reject: false,
  });
  return trusted(exitCode === 0, readClosingLine(stdout));
}
