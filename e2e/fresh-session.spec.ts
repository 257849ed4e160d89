import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/test";
import { addPasskeyAuthenticator } from "./fixtures/passkeys";
import {
  askForCode,
  createVerifiedAccount,
  expectSignedIn,
  newPerson,
  registerWithPasskey,
  signIn,
  signInWithCode,
} from "./fixtures/people";
import { signedInPerson } from "./fixtures/signed-in";

// In this stack, a sign-in counts as recent for only three seconds.
const seconds = 3;
test.use({
  stackOptions: {
    oryEnv: { SELFSERVICE_FLOWS_SETTINGS_PRIVILEGED_SESSION_MAX_AGE: `${seconds}s` },
    appEnv: { PRIVILEGED_SESSION_MAX_AGE_SECONDS: String(seconds) },
  },
});
// One worker for all tests, because each worker would start its own stack.
test.describe.configure({ mode: "default" });

test("an old session is asked for the password again, and then gets the download", async ({
  page,
  stack,
}) => {
  const person = await signedInPerson(page, stack);
  await page.goto("/profile");
  await signInIsOld(page);

  await page.getByRole("link", { name: "Download my data" }).click();
  await expect(page.getByRole("heading", { name: "Confirm it is you" })).toBeVisible();
  await expect(page.getByLabel("Email")).toHaveValue(person.email);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL("/profile?export=ready");
  await expect(page.getByText("Your data is ready")).toBeVisible();
  await downloads(page, person.email);
});

test("an old session is confirmed with a mailed code", async ({ page, stack }) => {
  const person = await createVerifiedAccount(stack);
  await page.goto("/profile");
  await signInWithCode(page, stack, person);
  await expect(page).toHaveURL("/profile");
  await signInIsOld(page);

  await page.getByRole("link", { name: "Download my data" }).click();
  await expect(page.getByRole("heading", { name: "Confirm it is you" })).toBeVisible();
  await askForCode(page, stack, person);
  await expect(page).toHaveURL("/profile?export=ready");
  await downloads(page, person.email);
});

test("an old session is confirmed with a passkey", async ({ page }) => {
  const person = newPerson();
  const authenticator = await addPasskeyAuthenticator(page);
  await page.goto("/auth/registration?return_to=/profile");
  await registerWithPasskey(page, person);
  await expect(page).toHaveURL("/profile");
  await signInIsOld(page);

  await authenticator.setPresence(false);
  await page.getByRole("link", { name: "Download my data" }).click();
  const button = page.getByRole("button", { name: /passkey/i });
  await expect(button).toBeEnabled();
  await authenticator.setPresence(true);
  await button.click();
  await expect(page).toHaveURL("/profile?export=ready");
  await downloads(page, person.email);
});

test("a recent sign-in gets the download at once", async ({ page, stack }) => {
  const person = await signedInPerson(page, stack);
  await page.goto("/profile");
  await expect(page).toHaveURL("/profile");
  await downloads(page, person.email);
});

test("a new password typed too late is applied after signing in again", async ({ page, stack }) => {
  const person = await signedInPerson(page, stack);
  const changed = { ...person, password: `changed ${person.password}` };
  await page.goto("/settings");
  await signInIsOld(page);

  const password = page.getByRole("region", { name: "Password" });
  await password.getByLabel("Password", { exact: true }).fill(changed.password);
  await password.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: "Confirm it is you" })).toBeVisible();
  await expect(page.getByLabel("Email")).toHaveValue(person.email);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL(/\/settings\?flow=/);
  await expect(page.getByText("Your changes have been saved")).toBeVisible();

  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await page.goto("/dashboard");
  await signIn(page, changed);
  await expectSignedIn(page, person);
});

test("deleting the account needs a recent sign-in, also when the page was opened in time", async ({
  page,
  stack,
}) => {
  const person = await signedInPerson(page, stack);
  await page.goto("/settings/delete");
  await page.getByRole("checkbox").check();
  await signInIsOld(page);

  await page.getByRole("button", { name: "Delete my account" }).click();
  await expect(page.getByRole("heading", { name: "Confirm it is you" })).toBeVisible();
  expect((await page.request.get("/api/session")).status()).toBe(200);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL("/settings/delete");
  await page.getByRole("checkbox").check();
  await page.getByRole("button", { name: "Delete my account" }).click();
  await expect(page.getByText("Your account is deleted")).toBeVisible();
});

/** Waits until the app no longer considers this sign-in recent. */
async function signInIsOld(page: Page): Promise<void> {
  await expect
    .poll(async () => {
      const answer = await page.request.get("/profile/export", { maxRedirects: 0 });
      return answer.headers().location;
    })
    .toContain("refresh=true");
}

async function downloads(page: Page, email: string): Promise<void> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download my data" }).click(),
  ]);
  const data: unknown = JSON.parse(await readFile(await download.path(), "utf8"));
  expect(data).toMatchObject({
    identity: { traits: { email } },
    sessions: [{ name: expect.stringContaining("Chrome") }],
  });
}
