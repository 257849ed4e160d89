import { existsSync } from "node:fs";
import type { LaunchOptions } from "@playwright/test";

/** Where systems put a Chromium or Chrome of their own. */
const systemBrowsers = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** Returns the browser that `CHROMIUM_BIN` names, else one that the system has, if any. */
export function systemBrowser(): string | undefined {
  return process.env.CHROMIUM_BIN || systemBrowsers.find((program) => existsSync(program));
}

/** Returns how to start Playwright's own Chromium, or with `program` another one. */
export function launchOptions(program?: string): LaunchOptions {
  return {
    executablePath: program,
    args: [
      // Chromium's sandbox refuses to run as root, as in most containers.
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  };
}
