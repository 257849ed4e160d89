// Runs a program that must not outlive the process that started it:
//
//   node with-parent.mjs PROGRAM ARGUMENTS…        (started with an IPC channel)
//
// A killed process can't end its children. This supervisor notices, because the channel to its
// parent closes in any case. Then, or on "stop", it asks the program and its children to end, and
// kills them if they don't.
import { spawn, spawnSync } from "node:child_process";
import process from "node:process";
import { setTimeout as delay } from "node:timers/promises";

const patienceMs = 5_000;
const onWindows = process.platform === "win32";
const [program = "", ...args] = process.argv.slice(2);

// Ctrl-C reaches every process of a terminal. The parent decides when to end.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {});

// If the parent ended while this file was loading, no event follows.
if (!process.connected) process.exit();

const child = spawn(program, args, {
  stdio: ["ignore", "inherit", "inherit"],
  windowsHide: true,
  // A process group of its own, which Ctrl-C doesn't reach and which can be ended as a whole. On
  // Windows this would open a console window, and taskkill follows the process tree instead.
  detached: !onWindows,
});

/** Signals the program and its children. Returns false if none is left. */
function signalAll(signal) {
  if (child.pid === undefined) return false;
  if (onWindows) {
    if (child.exitCode !== null) return false;
    // Windows has no polite signal for console programs.
    spawnSync("taskkill", ["/pid", String(child.pid), "/t", "/f"], { windowsHide: true });
    return true;
  }
  try {
    process.kill(-child.pid, signal);
    return true;
  } catch {
    return false;
  }
}

async function endAll() {
  const deadline = Date.now() + patienceMs;
  signalAll("SIGTERM");
  while (signalAll(0) && Date.now() < deadline) await delay(25);
  signalAll("SIGKILL");
}

function send(message) {
  // The parent may have ended, which isn't a failure here.
  if (process.connected) process.send?.(message, () => {});
}

let ending;
function stop() {
  ending ??= endAll();
}
process.on("disconnect", stop);
process.on("message", (message) => {
  if (message === "stop") stop();
  if (message === "kill") signalAll("SIGKILL");
});

child.on("spawn", () => send({ pid: child.pid }));
child.on("error", (error) => {
  console.error(`${program} could not be started: ${error.message}`);
  process.exit(127);
});
child.on("exit", async (code, signal) => {
  // Its children may still run, however it ended.
  stop();
  await ending;
  process.exit(code ?? (signal === null ? 1 : 128));
});
