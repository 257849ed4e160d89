import { expect, test } from "./fixtures";
import { expectSignedIn, newPerson, readMailCode, register } from "./people";

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
  await page.getByLabel("Email").fill(person.email);
  await page.getByRole("button", { name: "Sign up" }).click();
  await page.getByRole("button", { name: "Send sign up code" }).click();
  const code = await readMailCode(stack, person.email, /registration/i);
  await page.getByLabel("Registration code").fill(code);
  await page.getByRole("button", { name: "Continue" }).click();
  await expectSignedIn(page, person);
});

test("what was typed stays when the address or the password is refused", async ({ page }) => {
  const person = newPerson();
  await page.goto("/auth/registration");
  // Past the browser's own check, as a browser without one would.
  await page.locator("form").evaluate((form: HTMLFormElement) => (form.noValidate = true));
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

test("a new address is verified with a mailed code", async ({ page, stack }) => {
  const person = newPerson();
  await page.goto("/auth/registration?return_to=/profile");
  await register(page, person);
  await expect(page).toHaveURL("/profile");
  await page.getByRole("link", { name: "Verify it" }).click();
  await page.getByLabel("Email").fill(person.email);
  await page.getByRole("button", { name: "Continue" }).click();
  const code = await readMailCode(stack, person.email, /verify/i);
  await page.getByLabel("Verification code").fill(code);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("link", { name: "Continue" }).click();
  await expect(page).toHaveURL("/profile");
  await expect(page.getByText("Verified", { exact: true })).toBeVisible();
});
