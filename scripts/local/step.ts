import ora from "ora";

/** One long step: what it is, how far it is, and how it ended. */
export interface Step {
  update: (detail: string) => void;
  done: (result: string) => void;
  fail: (reason: string) => void;
}

const everyMs = 15_000;

/**
 * Shows a long step: a spinner on a terminal, else a line at once and another every 15 seconds, so
 * that a log stays short and never looks stuck. With `log`, that takes the lines.
 */
export function startStep(title: string, log?: (line: string) => void): Step {
  // Some terminals of containers are 0 columns wide, on which ora would never stop drawing.
  if (log === undefined && process.stderr.isTTY && process.stderr.columns > 0)
    return spinner(title);
  return lines(title, log ?? console.error);
}

function spinner(title: string): Step {
  // Ctrl-C has to end the program, which it does not while ora holds the keyboard.
  const color = process.stderr.hasColors() ? "cyan" : false;
  const shown = ora({ text: title, color, discardStdin: false }).start();
  return {
    update: (detail) => {
      shown.text = `${title}: ${detail}`;
    },
    done: (result) => shown.succeed(result),
    fail: (reason) => shown.fail(reason),
  };
}

function lines(title: string, log: (line: string) => void): Step {
  const started = Date.now();
  let latest = "";
  log(`${title} …`);
  const timer = setInterval(() => {
    const seconds = Math.round((Date.now() - started) / 1000);
    log(`${title}: ${latest === "" ? "" : `${latest}, `}${seconds} s`);
  }, everyMs);
  // A step never keeps a program alive.
  timer.unref();
  const end = (line: string) => {
    clearInterval(timer);
    log(line);
  };
  return {
    update: (detail) => {
      latest = detail;
    },
    done: end,
    fail: end,
  };
}
