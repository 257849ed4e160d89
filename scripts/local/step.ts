import ora from "ora";

/** A long step: its title, its progress and its result. */
export interface Step {
  update: (detail: string) => void;
  done: (result: string) => void;
  fail: (reason: string) => void;
}

const everyMs = 15_000;

/**
 * Shows a long step: a spinner on a terminal, otherwise one line at once and one every 15 seconds,
 * so that a log stays short and never looks stuck. `log` replaces the output.
 */
export function startStep(title: string, log?: (line: string) => void): Step {
  // Some containers' terminals are 0 columns wide, where ora would draw forever.
  if (log === undefined && process.stderr.isTTY && process.stderr.columns > 0)
    return spinner(title);
  return lines(title, log ?? console.error);
}

function spinner(title: string): Step {
  // ora discards standard input by default, which would block Ctrl-C.
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
