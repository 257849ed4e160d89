import { existsSync } from "node:fs";
import { chromium, type LaunchOptions } from "@playwright/test";

/** Where systems install their own Chromium or Chrome. */
const systemBrowsers = [
  // Renders the same pages with half the CPU time, because it has no windows.
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** Returns this machine's browsers that the tests can use, the best one first. */
export function browserPrograms(): string[] {
  const own = chromium.executablePath();
  const candidates = [process.env.CHROMIUM_BIN ?? "", own, ...systemBrowsers];
  return candidates.filter((program) => program !== "" && existsSync(program));
}

/** Returns how to start a browser. Without `program`, the best one of this machine. */
export function launchOptions(program = browserPrograms()[0]): LaunchOptions {
  return {
    // Given by path, Playwright's own browser would also start its unneeded windowing part.
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
