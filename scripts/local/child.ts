import { spawn, type StdioOptions } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const withParent = fileURLToPath(new URL("with-parent.mjs", import.meta.url));
const startedSchema = z.object({ pid: z.number() });

export interface ChildOptions {
  cwd: string;
  env: Record<string, string | undefined>;
  /** Where its output goes: the parent's output, a file descriptor, or a function for each line. */
  output: "inherit" | number | ((line: string) => void);
}

export interface Child {
  /** Resolves with the exit code once the program and its children have ended. */
  exited: Promise<number>;
  /** Asks it to end and kills it after five seconds. Resolves once it has ended. */
  stop: () => Promise<void>;
  kill: () => void;
}

/** Starts a program that ends together with this process, even if this process is killed. */
export function startChild(program: string, args: string[], options: ChildOptions): Child {
  const { output } = options;
  const target = typeof output === "function" ? "pipe" : output;
  const stdio: StdioOptions = ["ignore", target, target, "ipc"];
  const supervisor = spawn(process.execPath, [withParent, program, ...args], {
    cwd: options.cwd,
    // Next.js types NODE_ENV as required.
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
    // "close" comes after the last line of output. "exit" may come earlier.
    supervisor.once("close", (code) => {
      running = false;
      // The supervisor itself was killed, so the program has to be ended here.
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
    // It has already ended.
  }
}
