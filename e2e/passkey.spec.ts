import type { Page } from "@playwright/test";
import { expectAccessible } from "./fixtures/accessible";
import { expect, test } from "./fixtures/test";
import { addPasskeyAuthenticator } from "./fixtures/passkeys";
import {
  createAccount,
  expectSignedIn,
  newPerson,
  registerWithPasskey,
  signIn,
  signOut,
} from "./fixtures/people";
import { signedInPerson } from "./fixtures/signed-in";

test("signing up with a passkey, and signing in with it", async ({ page }) => {
  const authenticator = await addPasskeyAuthenticator(page);
  const person = newPerson();
  await page.goto("/auth/registration?return_to=/dashboard?tab=2");
  await registerWithPasskey(page, person);
  await expectSignedIn(page, person);
  await expect(page).toHaveURL("/dashboard?tab=2");
  expect(await authenticator.passkeyCount()).toBe(1);

  // Without a confirmation of the suggested passkey, the button is needed.
  await authenticator.setPresence(false);
  await signOut(page);
  await page.goto("/profile?from=mail#data");
  const button = page.getByRole("button", { name: "Sign in with passkey" });
  await expect(button).toBeEnabled();
  await authenticator.setPresence(true);
  await button.click();
  await expect(page).toHaveURL("/profile?from=mail#data");
  await expect(page.getByText(person.email).first()).toBeVisible();
});

test("the login page offers passkeys by itself", async ({ page }) => {
  await addPasskeyAuthenticator(page);
  const person = newPerson();
  await page.goto("/auth/registration");
  await registerWithPasskey(page, person);
  await expectSignedIn(page, person);
  await signOut(page);
  await page.goto("/dashboard");
  await expectSignedIn(page, person);
});

test("a passkey added in the settings signs in, until it is removed there", async ({
  page,
  stack,
}) => {
  const authenticator = await addPasskeyAuthenticator(page);
  const person = await signedInPerson(page, stack);
  await page.goto("/settings");
  const section = page.getByRole("region", { name: "Passkeys" });
  await section.getByRole("button", { name: "Add passkey" }).click();
  await expect(page.getByText("Your changes have been saved")).toBeVisible();
  await expect(section.getByRole("button", { name: /^Remove passkey/ })).toBeVisible();
  expect(await authenticator.passkeyCount()).toBe(1);

  await signOut(page);
  await page.goto("/dashboard");
  await expectSignedIn(page, person);
  await expect(page.getByRole("definition").filter({ hasText: "Passkey" })).toBeVisible();

  await page.goto("/settings");
  await section.getByRole("button", { name: /^Remove passkey/ }).click();
  await expect(page.getByText("Your changes have been saved")).toBeVisible();
  await expect(section.getByRole("button", { name: /^Remove passkey/ })).toHaveCount(0);
});

test("a passkey request that is refused says so, and another way still works", async ({
  page,
  stack,
}) => {
  const person = await createAccount(stack);
  await page.addInitScript(() => {
    const refuse = () => Promise.reject(new DOMException("", "NotAllowedError"));
    CredentialsContainer.prototype.get = refuse;
    CredentialsContainer.prototype.create = refuse;
  });
  await page.goto("/auth/login?return_to=/dashboard");
  await page.getByRole("button", { name: "Sign in with passkey" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "No passkey was used" })).toBeVisible();
  await expectAccessible(page, "a passkey request that was refused");
  await signIn(page, person);
  await expectSignedIn(page, person);

  await page.goto("/settings");
  const section = page.getByRole("region", { name: "Passkeys" });
  await section.getByRole("button", { name: "Add passkey" }).click();
  await expect(section.getByRole("alert")).toHaveText(/No passkey was used/);

  await signOut(page);
  await page.goto("/auth/registration?return_to=/dashboard");
  const newcomer = newPerson();
  await registerWithPasskey(page, newcomer);
  await expect(page.getByRole("alert").filter({ hasText: "No passkey was used" })).toBeVisible();
  await page.getByLabel("Password", { exact: true }).fill(newcomer.password);
  await page.getByRole("button", { name: "Sign up", exact: true }).click();
  await expectSignedIn(page, newcomer);
});

test("a browser without passkeys has no button for them", async ({ page, stack }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(window, "PublicKeyCredential");
  });
  await page.goto("/auth/login");
  await expectNoPasskeyButton(page);
  await page.goto("/auth/registration");
  await page.getByLabel("Email").fill(newPerson().email);
  await page.getByRole("button", { name: "Sign up", exact: true }).click();
  await expectNoPasskeyButton(page);
  await signedInPerson(page, stack);
  await page.goto("/settings");
  await expectNoPasskeyButton(page);
});

async function expectNoPasskeyButton(page: Page): Promise<void> {
  await expect(page.getByText("This browser can’t use passkeys")).toBeVisible();
  await expect(page.getByRole("button", { name: /passkey/ })).toHaveCount(0);
}
