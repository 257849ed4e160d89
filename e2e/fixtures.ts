import { test as base } from "@playwright/test";
import { createAccount, expectSignedIn, type Person, signIn } from "./people";
import { type Stack, type StackOptions, startStack } from "./stack";

interface WorkerFixtures {
  /** How the system under test is started: `test.use({ stackOptions: { … } })` at the top of a file. */
  stackOptions: StackOptions;
  /** The system under test: started once for the worker. */
  stack: Stack;
  /** Somebody with an account, and the path of a storage state in which they are signed in. */
  signedIn: { person: Person; storageState: string };
}

/** Playwright's test, on a system of its own with a real Ory and real mail. */
export const test = base.extend<object, WorkerFixtures>({
  stackOptions: [{}, { option: true, scope: "worker" }],

  stack: [
    async ({ stackOptions }, use) => {
      const stack = await startStack(stackOptions);
      await use(stack);
      await stack.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],

  signedIn: [
    async ({ stack, browser }, use, workerInfo) => {
      const person = await createAccount(stack);
      const storageState = workerInfo.project.outputDir + `/signed-in-${workerInfo.workerIndex}.json`;
      const page = await browser.newPage({ baseURL: stack.appUrl });
      await page.goto("/dashboard");
      await signIn(page, person);
      await expectSignedIn(page, person);
      await page.context().storageState({ path: storageState });
      await page.close();
      await use({ person, storageState });
    },
    { scope: "worker" },
  ],

  baseURL: async ({ stack }, use) => {
    await use(stack.appUrl);
  },

  page: async ({ page }, use) => {
    const violations: string[] = [];
    page.on("console", (message) => {
      if (message.text().includes("Content Security Policy")) violations.push(message.text());
    });
    await use(page);
    base.expect(violations, "Content-Security-Policy violations").toEqual([]);
  },
});

export { expect } from "@playwright/test";
