import { type BrowserContext, expect, test as base } from "@playwright/test";
import type { Person } from "./people";
import { signedInPerson } from "./signed-in";
import { type Stack, type StackOptions, startStack } from "./stack";

interface TestFixtures {
  /** Fails a test in which a page threw an error or broke its Content-Security-Policy. */
  noPageErrors: undefined;
}

interface WorkerFixtures {
  /** How the system under test is started: `test.use({ stackOptions: { … } })` at the top of a file. */
  stackOptions: StackOptions;
  /** The system under test: started once for the worker. */
  stack: Stack;
  /** Somebody with an account, and the path of a storage state in which they are signed in. */
  signedIn: { person: Person; storageState: string };
}

/** Playwright's test, on a system of its own with a real Ory and real mail. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
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
      const storageState =
        workerInfo.project.outputDir + `/signed-in-${workerInfo.workerIndex}.json`;
      const page = await browser.newPage({ baseURL: stack.appUrl });
      const person = await signedInPerson(page, stack);
      await page.context().storageState({ path: storageState });
      await page.close();
      await use({ person, storageState });
    },
    { scope: "worker", timeout: 60_000 },
  ],

  baseURL: async ({ stack }, use) => {
    await use(stack.appUrl);
  },

  noPageErrors: [
    async ({ browser }, use) => {
      const errors: string[] = [];
      // Every context, those that a test makes by hand as well.
      const watch = (context: BrowserContext) => {
        context.on("weberror", (webError) => errors.push(String(webError.error())));
        context.on("console", (message) => {
          if (message.text().includes("Content Security Policy")) errors.push(message.text());
        });
      };
      browser.on("context", watch);
      await use(undefined);
      browser.off("context", watch);
      expect(errors, "errors of pages, violations of their policy").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect } from "@playwright/test";
