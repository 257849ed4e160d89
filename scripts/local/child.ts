import { spawn, type StdioOptions } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const withParent = fileURLToPath(new URL("with-parent.mjs", import.meta.url));
const startedSchema = z.object({ pid: z.number() });

export interface ChildOptions {
  cwd: string;
  env: Record<string, string | undefined>;
  /** Where it writes: to the parent's own output, to a file descriptor, or line by line. */
  output: "inherit" | number | ((line: string) => void);
}

export interface Child {
  /** Resolves with the exit code once the program and all that it started are gone. */
  exited: Promise<number>;
  /** Asks it to end, kills it after five seconds; resolves when it is gone. */
  stop: () => Promise<void>;
  /** Kills it at once. */
  kill: () => void;
}

/** Starts a program that ends when this process does, even when this process is killed. */
export function startChild(program: string, args: string[], options: ChildOptions): Child {
  const { output } = options;
  const target = typeof output === "function" ? "pipe" : output;
  const stdio: StdioOptions = ["ignore", target, target, "ipc"];
  const supervisor = spawn(process.execPath, [withParent, program, ...args], {
    cwd: options.cwd,
    // Next.js types NODE_ENV as always there.
    env: { NODE_ENV: process.env.NODE_ENV, ...options.env },
    stdio,
    windowsHide: true,
  });
  if (typeof output === "function") {
    for (const stream of [supervisor.stdout, supervisor.stderr]) {
      if (stream !== null) createInterface({ input: stream }).on("line", output);
    }
  }
  let pid: number | undefined;
  supervisor.on("message", (message) => {
    const started = startedSchema.safeParse(message);
    if (started.success) pid = started.data.pid;
  });
  let running = true;
  const exited = new Promise<number>((resolve) => {
    supervisor.once("error", () => {
      running = false;
      resolve(127);
    });
    // "close" comes after the last line of output, "exit" may not.
    supervisor.once("close", (code) => {
      running = false;
      // Someone killed the supervisor itself: nobody else is left to end what it ran.
      if (code === null && pid !== undefined) killGroup(pid);
      resolve(code ?? 128);
    });
  });
  const tell = (message: "stop" | "kill") => {
    if (running && supervisor.connected) supervisor.send(message, () => undefined);
  };
  return {
    exited,
    stop: async () => {
      tell("stop");
      await exited;
    },
    kill: () => {
      tell("kill");
    },
  };
}

function killGroup(pid: number): void {
  try {
    process.kill(process.platform === "win32" ? pid : -pid, "SIGKILL");
  } catch {
    // It is gone already.
  }
}
