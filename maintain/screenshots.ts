/** `npm run screenshots`: the pictures of the README, taken from the running app. */
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { chromium, type Page } from "@playwright/test";
import { launchOptions } from "../e2e/browser";
import { installBrowser } from "../e2e/install-browser";
import { createAccount, expectSignedIn, signIn } from "../e2e/people";
import { startStack } from "../e2e/stack";
import { buildApp } from "./contract/install";
import { root } from "./contract/folders";

const folder = path.join(root, "docs/images");
const person = { email: "ada@example.com", password: "purple-teapot-42", firstName: "Ada" };

await buildApp();
const program = await installBrowser();
const stack = await startStack();
const browser = await chromium.launch(launchOptions(program));
try {
  await mkdir(folder, { recursive: true });
  await createAccount(stack, person);
  const page = await browser.newPage({
    baseURL: stack.appUrl,
    viewport: { width: 1120, height: 700 },
    deviceScaleFactor: 2,
  });
  await page.goto("/dashboard");
  await take(page, "sign-in");
  await signIn(page, person);
  await expectSignedIn(page, person);
  await page.getByText(/^\(.+:.+\)$/).waitFor();
  await take(page, "dashboard");
} finally {
  await browser.close();
  await stack.stop();
}

async function take(page: Page, name: string): Promise<void> {
  const file = path.join(folder, `${name}.png`);
  await page.screenshot({ path: file });
  console.log(path.relative(root, file));
}
