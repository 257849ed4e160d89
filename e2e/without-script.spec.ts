import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/test";
import {
  createAccount,
  createVerifiedAccount,
  expectSignedIn,
  newPerson,
  readMailCode,
  register,
  registerWithCode,
  signIn,
  signInWithCode,
  signOut,
} from "./fixtures/people";
import { signedInPerson } from "./fixtures/signed-in";

test.use({ javaScriptEnabled: false });

const deepLink = "/dashboard?tab=a%2Fb&q=one+two&next=https%3A%2F%2Fexample.com";

test("without script, a deep link leads through sign-up and back to that address", async ({
  page,
}) => {
  const person = newPerson();
  await page.goto(deepLink);
  await page.getByRole("link", { name: "Create an account" }).click();
  await register(page, person);
  await expectSignedIn(page, person);
  await expect(page).toHaveURL(deepLink);
});

test("without script, a deep link leads through sign-in, past a wrong password, and back", async ({
  page,
  stack,
}) => {
  const person = await createAccount(stack);
  await page.goto(deepLink);
  await signIn(page, { ...person, password: "not-the-password" });
  await expect(page.getByText("The provided credentials are invalid")).toBeVisible();
  await expect(page.getByLabel("Email")).toHaveValue(person.email);
  await signIn(page, person);
  await expectSignedIn(page, person);
  await expect(page).toHaveURL(deepLink);
});

test("without script, a mailed code signs in, and the button signs out", async ({
  page,
  stack,
}) => {
  const person = await createVerifiedAccount(stack);
  await page.goto("/dashboard");
  await signInWithCode(page, stack, person);
  await expectSignedIn(page, person);
  await signOut(page);
});

test("without script, a mailed code signs up", async ({ page, stack }) => {
  const person = newPerson();
  await page.goto("/auth/registration?return_to=/dashboard");
  await registerWithCode(page, stack, person);
  await expectSignedIn(page, person);
});

test("without script, who forgot the password gets in, and sets a new one", async ({
  page,
  stack,
}) => {
  const person = await createAccount(stack);
  await page.goto("/auth/recovery?return_to=/dashboard");
  await page.getByLabel("Email").fill(person.email);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByLabel("Recovery code").fill(await readMailCode(stack, person.email, /recover/i));
  await page.getByRole("button", { name: "Continue" }).click();
  const section = page.getByRole("region", { name: "Password" });
  await section.getByLabel("Password", { exact: true }).fill(`new ${person.password}`);
  await section.getByRole("button", { name: "Save" }).click();
  await expectSignedIn(page, person);
});

test("without script, an address is verified", async ({ page, stack }) => {
  const person = await signedInPerson(page, stack);
  await page.goto("/profile");
  await page.getByRole("link", { name: "Verify it" }).click();
  await page.getByLabel("Email").fill(person.email);
  await page.getByRole("button", { name: "Continue" }).click();
  await page
    .getByLabel("Verification code")
    .fill(await readMailCode(stack, person.email, /verify/i));
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("link", { name: "Continue" }).click();
  await expect(page.getByText("Verified", { exact: true })).toBeVisible();
});

test("without script, what needs it says so instead of doing nothing", async ({ page, stack }) => {
  await page.goto("/auth/login");
  await expectNoPasskeyButton(page);
  await page.goto("/auth/registration");
  await page.getByLabel("Email").fill(newPerson().email);
  await page.getByRole("button", { name: "Sign up" }).click();
  await expectNoPasskeyButton(page);
  await signedInPerson(page, stack);
  await page.goto("/settings");
  await expectNoPasskeyButton(page);
  await expect(page.getByRole("button", { name: "Show password" })).toBeHidden();
  await page.goto("/dashboard/client");
  await expectNote(page, "This page needs JavaScript");
});

async function expectNoPasskeyButton(page: Page): Promise<void> {
  await expectNote(page, "Passkeys need JavaScript");
  await expect(page.getByRole("button", { name: /passkey/i })).toBeHidden();
}

/** Playwright's text locators ignore the content of noscript. */
async function expectNote(page: Page, text: string): Promise<void> {
  const note = page.locator("noscript").first();
  await expect(note).toBeVisible();
  expect(await note.innerText()).toContain(text);
}
