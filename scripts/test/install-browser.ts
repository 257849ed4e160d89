import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";
import { execa } from "execa";
import { browserPrograms, launchOptions } from "./browser";

/** Returns a browser that starts on this machine. Installs one if there is none. */
export async function installBrowser(): Promise<string> {
  const found = await startingBrowser();
  if (found !== undefined) return found;

  console.log("No browser starts here. Installing Playwright's Chromium …");
  const show = { stdio: "inherit", reject: false, preferLocal: true } as const;
  await execa("playwright", ["install", "chromium"], show);
  const downloaded = await startingBrowser();
  if (downloaded !== undefined) return downloaded;

  if (existsSync("/etc/debian_version") && process.getuid?.() === 0) {
    console.log("It does not start. Installing this system's Chromium …");
    await execa("apt-get", ["update"], show);
    // The tests are faster in the first, but not every Debian and Ubuntu has it.
    for (const name of ["chromium-headless-shell", "chromium"]) {
      await execa("apt-get", ["install", "--yes", "--no-install-recommends", name], show);
      const installed = await startingBrowser();
      if (installed !== undefined) return installed;
    }
  }
  throw new Error(
    "There is no browser to test with. Install Chromium or Chrome and set CHROMIUM_BIN to its path, " +
      'or run "npx playwright install --with-deps chromium" as a user who may install packages.',
  );
}

/** Starts each browser, because an installed one may lack a system library. */
async function startingBrowser(): Promise<string | undefined> {
  for (const program of browserPrograms()) {
    try {
      await (await chromium.launch(launchOptions(program))).close();
      return program;
    } catch (error) {
      console.log(`${program} does not start: ${String(error).split("\n", 1)[0] ?? ""}`);
    }
  }
  return undefined;
}
