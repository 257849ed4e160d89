import { closeSync, openSync } from "node:fs";
import { readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { startChild, type Child } from "./child";
import { ExplainedError } from "./explained-error";
import { oryFolder } from "./folders";
import { explainLog, readLog } from "./kratos-log";
import { exists } from "./secrets";

export interface KratosOptions {
  program: string;
  env: Record<string, string>;
  ports: { public: number; admin: number };
  dataFolder: string;
  configFile: string;
}

/** Kratos didn't start, or exited by itself. The message has the reason from its log. */
export class KratosError extends ExplainedError {
  override name = "KratosError";
}

const readyWithinMs = 120_000;

export function logFile(dataFolder: string): string {
  return path.join(dataFolder, "kratos.log");
}

/**
 * Creates or updates the tables, which Kratos requires for a database file. Records the program
 * that ran it, because a repeat would double the startup time.
 */
export async function migrate(options: KratosOptions): Promise<void> {
  const note = path.join(options.dataFolder, "migrated-by.json");
  const { size, mtimeMs } = await stat(options.program);
  const program = { path: options.program, size, mtimeMs };
  const database = path.join(options.dataFolder, "kratos.sqlite");
  if ((await exists(database)) && (await migratedBy(note)) === JSON.stringify(program)) return;
  const child = run(options, ["migrate", "sql", "-e", "--yes", "-c", options.configFile]);
  if ((await child.exited) !== 0) throw await failure(options, "Ory Kratos could not be prepared");
  await writeFile(note, JSON.stringify(program));
}

async function migratedBy(note: string): Promise<string> {
  return readFile(note, "utf8").catch(() => "");
}

export async function serve(options: KratosOptions): Promise<Child> {
  const child = run(options, [
    "serve",
    "-c",
    options.configFile,
    "--dev",
    "--watch-courier",
    "--sqa-opt-out",
  ]);
  const settled = new AbortController();
  const ready = Promise.all([
    waitUntilReady(options.ports.public, settled.signal),
    waitUntilReady(options.ports.admin, settled.signal),
  ]).then(() => "ready" as const);
  const outcome = await Promise.race([
    ready,
    child.exited.then(() => "exited" as const),
    delay(readyWithinMs, "late" as const, { signal: settled.signal, ref: false }),
  ]).finally(() => {
    settled.abort();
  });
  switch (outcome) {
    case "ready":
      return child;
    case "exited":
      throw await failure(options, "Ory Kratos ended while it started");
    case "late":
      await child.stop();
      throw await failure(
        options,
        `Ory Kratos was not ready after ${readyWithinMs / 1000} seconds`,
      );
  }
}

export async function failure(options: KratosOptions, what: string): Promise<KratosError> {
  const file = logFile(options.dataFolder);
  return new KratosError(
    `${what}:\n\n${indent(explainLog(await readLog(file)))}\n\nWhole log: ${file}`,
  );
}

function run(options: KratosOptions, args: string[]): Child {
  // Kratos writes to the file directly, so that the log is complete even if this process is killed.
  const log = openSync(logFile(options.dataFolder), "a", 0o600);
  try {
    return startChild(options.program, args, { cwd: oryFolder, env: options.env, output: log });
  } finally {
    closeSync(log);
  }
}

async function waitUntilReady(port: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const ok = await fetch(`http://localhost:${port}/health/ready`, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(2_000)]),
    }).then(
      (response) => response.ok,
      () => false,
    );
    if (ok) return;
    await delay(50);
  }
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, "  ");
}
