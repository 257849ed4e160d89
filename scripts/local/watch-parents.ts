import { readFile } from "node:fs/promises";
import { execa } from "execa";

const everyMs = 500;

/**
 * Calls `onGone` once when npm, or the shell that npm runs a script in, is gone. Killed outright,
 * they can't tell anyone, and what they started would go on without them.
 */
export async function watchParents(onGone: () => void): Promise<void> {
  const parent = process.ppid;
  const npm = await npmAbove(parent);
  const timer = setInterval(() => {
    // Elsewhere than on Windows a process whose parent is gone gets another one.
    const orphaned = process.ppid !== parent || !isAlive(parent);
    if (!orphaned && (npm === undefined || isAlive(npm))) return;
    clearInterval(timer);
    onGone();
  }, everyMs);
  timer.unref();
}

// npm runs a script as "sh -c …", and some shells stay in between. Nothing above npm is watched:
// "nohup npm run dev" is meant to outlive its terminal. On Windows there is no quick way to ask.
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
    // Someone else's process is alive too.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
