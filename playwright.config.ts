import { defineConfig, devices } from "@playwright/test";
import { launchOptions } from "./scripts/test/browser";

// They wait for sessions and tokens to grow old, so they run beside the others.
const patient = [
  "expired-session.spec.ts",
  "fresh-session.spec.ts",
  "lifetime.spec.ts",
  "token-mode.spec.ts",
];

// The system under test is no "webServer": each worker starts one of its own (e2e/fixtures/stack.ts).
export default defineConfig({
  testDir: "e2e",
  // What is called *.test.ts runs in Vitest.
  testMatch: "*.spec.ts",
  globalSetup: "./e2e/fixtures/global-setup.ts",
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  workers: 3,
  projects: [
    { name: "busy", testIgnore: patient, workers: 2 },
    { name: "patient", testMatch: patient, workers: 1 },
  ],
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [["list"], ["json", { outputFile: "test-results/e2e.json" }]],
  use: {
    ...devices["Desktop Chrome"],
    launchOptions: launchOptions(),
    // Every step with the page as it was. The film of it would cost a quarter of the whole time.
    trace: { mode: "retain-on-failure", screenshots: false },
    screenshot: "only-on-failure",
  },
});
