import { expect, test } from "./fixtures/test";
import {
  createAccount,
  createVerifiedAccount,
  expectSignedIn,
  signIn,
  signInWithCode,
} from "./fixtures/people";

test("a deep link leads through sign-in and back to exactly that address", async ({
  page,
  stack,
}) => {
  const person = await createAccount(stack);
  await page.goto("/dashboard?tab=a%2Fb&q=one+two&next=https%3A%2F%2Fexample.com");
  await signIn(page, person);
  await expectSignedIn(page, person);
  await expect(page).toHaveURL("/dashboard?tab=a%2Fb&q=one+two&next=https%3A%2F%2Fexample.com");
});

test("a fragment of the address asked for is still there after the sign-in", async ({
  page,
  stack,
}) => {
  const person = await createAccount(stack);
  await page.goto("/settings#totp");
  await signIn(page, { ...person, password: "not-the-password" });
  await expect(page.getByText("The provided credentials are invalid")).toBeVisible();
  await signIn(page, person);
  await expect(page).toHaveURL(/\/settings\?[^#]*#totp$/);
});

test("a mailed code signs in without a password", async ({ page, stack }) => {
  const person = await createVerifiedAccount(stack);
  await page.goto("/dashboard");
  await signInWithCode(page, stack, person);
  await expectSignedIn(page, person);
});

test("a wrong password says so and keeps the address that was typed", async ({ page, stack }) => {
  const person = await createAccount(stack);
  await page.goto("/dashboard?tab=2");
  await signIn(page, { ...person, password: "not-the-password" });
  await expect(page.getByText("The provided credentials are invalid")).toBeVisible();
  await expect(page.getByLabel("Email")).toHaveValue(person.email);
  await expect(page.getByLabel("Password", { exact: true })).toHaveValue("");

  await signIn(page, person);
  await expect(page).toHaveURL("/dashboard?tab=2");
});

test("an unknown address asking for a code is told so, and can be corrected", async ({
  page,
  stack,
}) => {
  const person = await createAccount(stack);
  await page.goto("/auth/login");
  await page.getByLabel("Email").fill(`not-${person.email}`);
  await page.getByRole("button", { name: "Send sign in code" }).click();
  await expect(page.getByText("This account does not exist")).toBeVisible();
  await expect(page.getByLabel("Email")).toHaveValue(`not-${person.email}`);

  await signIn(page, person);
  await expectSignedIn(page, person);
});

test("a forged session cookie is plain signed out", async ({ page, context, stack }) => {
  const person = await createAccount(stack);
  await context.addCookies([
    { name: "ory_session_local", value: "MTczMjM0NTY3OHxmb3JnZWQ", url: stack.appUrl },
  ]);
  await page.goto("/profile?from=mail");
  await signIn(page, person);
  await expect(page).toHaveURL("/profile?from=mail");
});

test("someone who is signed in is led past the login page", async ({
  browser,
  baseURL,
  signedIn,
}) => {
  const page = await browser.newPage({ baseURL, storageState: signedIn.storageState });
  await page.goto("/auth/login?return_to=/profile");
  await expect(page).toHaveURL("/profile");
});
