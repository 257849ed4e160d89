import { spawn, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, test } from "vitest";
import { scriptsFolder } from "./folders";

// A program with one child in the foreground, like dev.ts.
const program = (child: string) => `
  import { startChild } from "./local/child.ts";
  import { runInForeground } from "./local/foreground.ts";
  await runInForeground(async ({ add, end }) => {
    const child = startChild(process.execPath, ["-e", ${JSON.stringify(child)}], {
      cwd: ".", env: process.env, output: "inherit",
    });
    add(child);
    child.exited.then((code) => end(code === 0 ? 1 : code, "the child ended"));
  });
`;
const sleeping = "console.log('child', process.pid); setInterval(() => {}, 1000);";
const stubborn = `process.on('SIGTERM', () => {}); ${sleeping}`;

const started: ChildProcess[] = [];
afterEach(() => {
  for (const each of started.splice(0)) each.kill("SIGKILL");
});

/** Runs a script with Node.js and waits until its child reports that it runs. */
async function run(script: string, env: NodeJS.ProcessEnv = process.env) {
  const foreground = spawn(
    process.execPath,
    ["--import", "tsx", "--input-type=module", "-e", script],
    {
      cwd: scriptsFolder,
      env,
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  started.push(foreground);
  const exitCode = new Promise<number | null>((resolve) => foreground.once("exit", resolve));
  for await (const line of createInterface({ input: foreground.stdout })) {
    const pid = /^child (\d+)$/.exec(line)?.[1];
    if (pid !== undefined) return { foreground, exitCode, child: Number(pid) };
  }
  throw new Error("The child did not start.");
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

// Windows has no signals for other processes.
describe.skipIf(process.platform === "win32")("in the foreground", { timeout: 30_000 }, () => {
  test("Ctrl-C stops every part and is no failure", async () => {
    const { foreground, exitCode, child } = await run(program(sleeping));
    foreground.kill("SIGINT");
    // npm forwards a signal that the terminal has already sent.
    foreground.kill("SIGINT");
    expect(await exitCode).toBe(0);
    expect(isAlive(child)).toBe(false);
  });

  test("a second Ctrl-C kills what does not stop", async () => {
    const { foreground, exitCode, child } = await run(program(stubborn));
    foreground.kill("SIGINT");
    await delay(700);
    expect(isAlive(child)).toBe(true);
    foreground.kill("SIGINT");
    expect(await exitCode).toBe(1);
    await expect.poll(() => isAlive(child), { timeout: 2_000 }).toBe(false);
  });

  test("a part that does not stop is killed after a few seconds", async () => {
    const { foreground, exitCode, child } = await run(program(stubborn));
    foreground.kill("SIGTERM");
    expect(await exitCode).toBe(0);
    expect(isAlive(child)).toBe(false);
  });

  test("a part that dies ends the program with a failure", async () => {
    const { exitCode, child } = await run(program(sleeping));
    process.kill(child, "SIGKILL");
    expect(await exitCode).toBe(128);
  });

  test("it ends when npm is killed and the shell between them lives on", async () => {
    // Plays npm: runs the program in a shell, which stays alive because a command follows.
    const npm = `
      import { spawn } from "node:child_process";
      spawn("/bin/sh", ["-c", '"$NODE" --import tsx --input-type=module -e "$SCRIPT"; true'], { stdio: "inherit" });
    `;
    const { foreground, child } = await run(npm, {
      ...process.env,
      npm_lifecycle_event: "dev",
      NODE: process.execPath,
      SCRIPT: program(sleeping),
    });
    foreground.kill("SIGKILL");
    await expect.poll(() => isAlive(child), { timeout: 5_000 }).toBe(false);
  });
});

test("a program whose parent ends at once is not even started", { timeout: 30_000 }, async () => {
  const withParent = fileURLToPath(new URL("with-parent.mjs", import.meta.url));
  const supervisor = spawn(
    process.execPath,
    [withParent, process.execPath, "-e", "console.log(1)"],
    {
      stdio: ["ignore", "pipe", "inherit", "ipc"],
    },
  );
  started.push(supervisor);
  supervisor.disconnect();
  if (!supervisor.stdout) throw new Error("It has no output.");
  expect(await text(supervisor.stdout)).toBe("");
});
