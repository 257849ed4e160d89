import { expect, test } from "./fixtures/test";
import { expectSignedIn, newPerson, readMail, register, registerWithCode } from "./fixtures/people";

test("signing up leads back to the very address that was asked for", async ({ page }) => {
  const person = newPerson();
  await page.goto("/dashboard?tab=a%2Fb&q=one+two");
  await expect(page).toHaveURL(/\/auth\/login\?flow=/);
  await page.getByRole("link", { name: "Create an account" }).click();
  await register(page, person);
  await expectSignedIn(page, person);
  await expect(page).toHaveURL("/dashboard?tab=a%2Fb&q=one+two");
});

test("signing up with a mailed code instead of a password", async ({ page, stack }) => {
  const person = newPerson();
  await page.goto("/auth/registration?return_to=/dashboard");
  await registerWithCode(page, stack, person);
  await expectSignedIn(page, person);
});

test("what was typed stays when the address or the password is refused", async ({ page }) => {
  const person = newPerson();
  await page.goto("/auth/registration");
  // Skips the browser's own validation, as browsers without it do.
  await page
    .getByRole("main")
    .locator("form")
    .evaluate((form: HTMLFormElement) => (form.noValidate = true));
  await page.getByLabel("Email").fill("ann.example.com");
  await page.getByLabel("First name").fill("Ann");
  await page.getByRole("button", { name: "Sign up" }).click();
  await expect(page.getByLabel("Email")).toHaveAccessibleDescription(/valid/);
  await expect(page.getByLabel("Email")).toHaveValue("ann.example.com");
  await expect(page.getByLabel("First name")).toHaveValue("Ann");

  await page.getByLabel("Email").fill(person.email);
  await page.getByRole("button", { name: "Sign up" }).click();
  await page.getByLabel("Password", { exact: true }).fill("short");
  await page.getByRole("button", { name: "Sign up", exact: true }).click();
  await expect(page.getByLabel("Password", { exact: true })).toHaveAccessibleDescription(
    /at least 8 characters/,
  );
  await page.getByRole("button", { name: "Back" }).click();
  await expect(page.getByLabel("Email")).toHaveValue(person.email);
});

test("an address that has an account can't sign up again", async ({ page, signedIn }) => {
  await page.goto("/auth/registration");
  await register(page, signedIn.person);
  await expect(page.getByRole("alert").filter({ hasText: "exists already" })).toBeVisible();
});

test("the link in the sign-up mail verifies the address", async ({ page, stack }) => {
  const person = newPerson();
  await page.goto("/auth/registration?return_to=/profile");
  await register(page, person);
  await expect(page).toHaveURL("/profile");
  await expect(page.getByText("Not verified")).toBeVisible();

  const { text } = await readMail(stack, person.email, /verify/i);
  await page.goto(/http\S+/.exec(text)?.[0] ?? "The mail has no link");
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("link", { name: "Continue" }).click();
  await page.goto("/profile");
  await expect(page.getByText("Verified", { exact: true })).toBeVisible();
});
