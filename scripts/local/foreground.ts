import { explain } from "./explained-error";
import { watchParents } from "./watch-parents";

export interface Part {
  stop: () => Promise<unknown>;
  /** Ends it at once. */
  kill: () => void;
}

export interface Foreground {
  /** Something that has to end with this process. */
  add: (part: Part) => void;
  /** Stops every part and ends the process. */
  end: (exitCode: number, message?: string) => void;
}

// npm passes Ctrl-C on to a process that the terminal has told already: that is one Ctrl-C.
const samePressMs = 500;

/**
 * Runs a program of several parts in the foreground of a terminal. Ctrl-C stops all of them, a
 * second one kills them; so does the end of npm or the shell in between. An error ends it with
 * exit code 1.
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
        // It was told to end while this part was starting.
        if (endedAt !== undefined) part.kill();
      },
      end,
    });
  } catch (error) {
    end(1, explain(error));
  }
}
