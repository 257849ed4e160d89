import { defineConfig, devices } from "@playwright/test";
import { launchOptions } from "./e2e/browser";

// The system under test is no "webServer": each worker starts one of its own (e2e/stack.ts).
export default defineConfig({
  testDir: "e2e",
  // What is called *.test.ts runs in Vitest.
  testMatch: "*.spec.ts",
  globalSetup: "./e2e/global-setup.ts",
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["json", { outputFile: "test-results/e2e.json" }]],
  use: {
    ...devices["Desktop Chrome"],
    launchOptions: launchOptions(),
    trace: "retain-on-failure",
  },
});
