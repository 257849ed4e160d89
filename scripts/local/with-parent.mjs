// Runs a program that must not outlive whoever started it:
//
//   node with-parent.mjs PROGRAM ARGUMENTS…        (started with an IPC channel)
//
// A process that is killed outright can't end its children. This one stands between and notices:
// the channel to its parent closes, however the parent ended. Then, or when told "stop", the
// program and all that it started are asked to end, and killed when they don't.
import { spawn, spawnSync } from "node:child_process";
import process from "node:process";
import { setTimeout as delay } from "node:timers/promises";

const patienceMs = 5_000;
const onWindows = process.platform === "win32";
const [program = "", ...args] = process.argv.slice(2);

// Ctrl-C reaches every process of a terminal. When to end is for the parent to say.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {});

// The parent may have ended while this one was loading: nobody says so a second time.
if (!process.connected) process.exit();

const child = spawn(program, args, {
  stdio: ["ignore", "inherit", "inherit"],
  windowsHide: true,
  // A process group of its own, out of Ctrl-C's reach, which can be ended as a whole. (On Windows
  // this would open a console window; taskkill follows the tree there.)
  detached: !onWindows,
});

/** Signals the program and all it started; false when none of them is left. */
function signalAll(signal) {
  if (child.pid === undefined) return false;
  if (onWindows) {
    if (child.exitCode !== null) return false;
    // There is no polite signal for a console program on Windows.
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
  // The parent may be gone, which is no failure here.
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
  // What it started may still run, whether it was asked to end or died.
  stop();
  await ending;
  process.exit(code ?? (signal === null ? 1 : 128));
});
