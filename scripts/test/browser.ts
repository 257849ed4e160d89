import { existsSync } from "node:fs";
import { chromium, type LaunchOptions } from "@playwright/test";

/** Where systems put a Chromium or Chrome of their own. */
const systemBrowsers = [
  // Without windows: the same pages for half the work.
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** Returns the browsers of this machine that the tests can use, the best one first. */
export function browserPrograms(): string[] {
  const own = chromium.executablePath();
  const candidates = [process.env.CHROMIUM_BIN ?? "", own, ...systemBrowsers];
  return candidates.filter((program) => program !== "" && existsSync(program));
}

/** Returns how to start a browser; without `program`, the best one of this machine. */
export function launchOptions(program = browserPrograms()[0]): LaunchOptions {
  return {
    // Named, Playwright's own would start with its window system's part, which nobody needs here.
    executablePath: program === chromium.executablePath() ? undefined : program,
    args: [
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  };
}
