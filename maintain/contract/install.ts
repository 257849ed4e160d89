import { execFile } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { buildFolder } from "../../e2e/fixtures/start-app";
import { startStep } from "../../scripts/local/step";
import { root } from "./folders";

const run = promisify(execFile);

/** Installs a folder's npm packages, unless the installed ones match its lockfile. */
export async function installPackages(folder: string): Promise<void> {
  const cwd = path.join(root, folder);
  const installed = lastChange(path.join(cwd, "node_modules/.package-lock.json"));
  if (installed >= lastChange(path.join(cwd, "package-lock.json"))) return;
  const [program, args] = npm(["ci", "--no-audit", "--no-fund"]);
  await step(`Installing the packages of ${folder}/`, program, args, cwd);
}

/** Creates the tests' production build, unless it is newer than its sources. */
export async function buildApp(): Promise<void> {
  const built = lastChange(path.join(root, buildFolder, "BUILD_ID"));
  const sources = ["app", "components", "lib", "public", "ory/identity.schema.json"];
  const files = [
    "middleware.ts",
    "proxy.ts",
    "instrumentation.ts",
    "next.config.mjs",
    "package-lock.json",
  ];
  const newest = Math.max(...[...sources, ...files].map((name) => newestIn(path.join(root, name))));
  if (built > newest) return;
  const next = path.join(root, "node_modules/next/dist/bin/next");
  await step(`Building the app into ${buildFolder}/`, process.execPath, [next, "build"], root, {
    NEXT_DIST_DIR: buildFolder,
    NEXT_TELEMETRY_DISABLED: "1",
    NODE_ENV: "production",
  });
}

/** Runs a program to its end. Shows its title, and its output only if it fails. */
export async function step(
  title: string,
  program: string,
  args: string[],
  cwd: string,
  env: Partial<NodeJS.ProcessEnv> = {},
): Promise<void> {
  const shown = startStep(title);
  try {
    await run(program, args, {
      cwd,
      env: { ...process.env, ...env },
      timeout: 30 * 60_000,
      maxBuffer: 16 * 1024 * 1024,
      windowsHide: true,
    });
    shown.done(`${title}: done`);
  } catch (error) {
    shown.fail(`${title}: failed`);
    throw new Error(`${title} failed:\n${outputOf(error)}`, { cause: error });
  }
}

/** Returns the output of a failed program, or why it didn't start. */
function outputOf(error: unknown): string {
  const written = z.object({ stdout: z.string(), stderr: z.string() }).safeParse(error).data;
  return `${written?.stdout ?? ""}${written?.stderr ?? ""}`.trim() || String(error);
}

/** Returns the running npm as a program and its arguments. On Windows, "npm" is a script. */
function npm(args: string[]): [program: string, args: string[]] {
  const script = process.env.npm_execpath;
  return script?.endsWith(".js") ? [process.execPath, [script, ...args]] : ["npm", args];
}

function lastChange(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** Returns the last change in a file or folder, except tests, which aren't built. */
function newestIn(file: string): number {
  if (file.includes(".test.")) return 0;
  if (!statSync(file, { throwIfNoEntry: false })?.isDirectory()) return lastChange(file);
  return Math.max(0, ...readdirSync(file).map((name) => newestIn(path.join(file, name))));
}
