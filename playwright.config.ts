import { existsSync } from "node:fs";
import { chromium, defineConfig, devices } from "@playwright/test";
import { launchOptions, systemBrowser } from "./e2e/browser";

const own = existsSync(chromium.executablePath());

// The system under test is no "webServer": each worker starts one of its own (e2e/stack.ts).
export default defineConfig({
  testDir: "e2e",
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["json", { outputFile: "test-results/e2e.json" }]],
  use: {
    ...devices["Desktop Chrome"],
    launchOptions: launchOptions(own ? undefined : systemBrowser()),
    trace: "retain-on-failure",
  },
});
