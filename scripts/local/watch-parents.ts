import { readFile } from "node:fs/promises";
import { execa } from "execa";

const everyMs = 500;

/**
 * Calls `onGone` once when npm or its shell has ended. Killed outright, they can't notify this
 * process, which would otherwise keep running.
 */
export async function watchParents(onGone: () => void): Promise<void> {
  const parent = process.ppid;
  const npm = await npmAbove(parent);
  const timer = setInterval(() => {
    // Except on Windows, a process whose parent ends gets a new parent.
    const orphaned = process.ppid !== parent || !isAlive(parent);
    if (!orphaned && (npm === undefined || isAlive(npm))) return;
    clearInterval(timer);
    onGone();
  }, everyMs);
  timer.unref();
}

// npm runs a script as "sh -c …", and some shells stay in between. Nothing above npm is watched,
// because "nohup npm run dev" should outlive its terminal. Windows has no quick way to ask.
async function npmAbove(parent: number): Promise<number | undefined> {
  if (process.env.npm_lifecycle_event === undefined || process.platform === "win32")
    return undefined;
  const above = await describeProcess(parent);
  return above !== undefined && /^-?(\S*\/)?(ba|da|z|k|a)?sh$/.test(above.name)
    ? above.parent
    : undefined;
}

async function describeProcess(pid: number): Promise<{ name: string; parent: number } | undefined> {
  try {
    // Small container images have no ps.
    const status = await readFile(`/proc/${pid}/status`, "utf8");
    return {
      name: /^Name:\s*(\S.*)$/m.exec(status)?.[1] ?? "",
      parent: Number(/^PPid:\s*(\d+)$/m.exec(status)?.[1]),
    };
  } catch {
    const { stdout, exitCode } = await execa("ps", ["-o", "ppid=,comm=", "-p", String(pid)], {
      reject: false,
    });
    const [, above, name] = /^(\d+)\s+(\S.*)$/.exec(stdout.trim()) ?? [];
    return exitCode === 0 && name !== undefined ? { name, parent: Number(above) } : undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // The process exists, but belongs to another user.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
