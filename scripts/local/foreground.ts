import { explain } from "./explained-error";
import { watchParents } from "./watch-parents";

export interface Part {
  stop: () => Promise<unknown>;
  kill: () => void;
}

export interface Foreground {
  /** Adds a part that must end with this process. */
  add: (part: Part) => void;
  end: (exitCode: number, message?: string) => void;
}

// Ctrl-C reaches a process twice, from the terminal and from npm. Both count as one press.
const samePressMs = 500;

/**
 * Runs a program of several parts in the terminal's foreground. Ctrl-C stops all parts, and a
 * second one kills them, as does the end of npm or its shell. An error exits with code 1.
 */
export async function runInForeground(
  main: (foreground: Foreground) => Promise<void>,
): Promise<void> {
  const parts: Part[] = [];
  let endedAt: number | undefined;

  const killAll = () => {
    for (const part of parts) part.kill();
  };
  const end = (exitCode: number, message?: string) => {
    if (endedAt !== undefined) return;
    endedAt = Date.now();
    if (message !== undefined) console.error(`\n${message}\n`);
    void Promise.allSettled(parts.map((part) => part.stop())).then(() => {
      process.exit(exitCode);
    });
  };
  const onSignal = () => {
    if (endedAt === undefined) end(0);
    else if (Date.now() - endedAt > samePressMs) {
      killAll();
      process.exit(1);
    }
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, onSignal);
  await watchParents(() => {
    end(1);
  });

  try {
    await main({
      add: (part) => {
        parts.push(part);
        // The shutdown began while this part was starting.
        if (endedAt !== undefined) part.kill();
      },
      end,
    });
  } catch (error) {
    end(1, explain(error));
  }
}
