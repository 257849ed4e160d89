import type { Page } from "@playwright/test";
import { expectAccessible } from "./fixtures/accessible";
import { addPasskeyAuthenticator } from "./fixtures/passkeys";
import {
  createAccount,
  expectSignedIn,
  newPerson,
  type Person,
  registerWithPasskey,
  signOut,
} from "./fixtures/people";
import { expect, test } from "./fixtures/test";

test.use({ stackOptions: { oryEnv: { SELFSERVICE_FLOWS_LOGIN_STYLE: "identifier_first" } } });

/** Expects something below each "or". */
async function expectAlternatives(page: Page): Promise<void> {
  const forms = page.locator("main form");
  const dividers = page.getByText("or", { exact: true });
  await expect(forms).toHaveCount((await dividers.count()) + 1);
  for (const form of await forms.all()) {
    await expect(
      form
        .getByRole("button")
        .or(form.getByText(/Passkeys need/))
        .first(),
    ).toBeVisible();
  }
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with script" : "without script", () => {
    test.use({ javaScriptEnabled });

    test("the identifier, then a password, lead to the destination", async ({ page, stack }) => {
      const person = await createAccount(stack);
      await page.goto("/profile?x");
      await expectAlternatives(page);
      await page.getByLabel("Email").fill(person.email);
      await page.getByRole("button", { name: "Continue" }).click();
      await expect(page.getByLabel("Password", { exact: true })).toBeVisible();
      await expectAlternatives(page);
      await page.getByLabel("Password", { exact: true }).fill(person.password);
      await page.getByRole("button", { name: "Sign in with password" }).click();
      await expect(page).toHaveURL("/profile?x");
    });
  });
}

test("a passkey signs in from the first page", async ({ page }) => {
  const authenticator = await addPasskeyAuthenticator(page);
  const person = await withPasskey(page);
  await authenticator.setPresence(false);
  await signOut(page);
  await page.goto("/dashboard");
  await expectAccessible(page, "the first page of identifier first");
  await authenticator.setPresence(true);
  await page.getByRole("button", { name: "Sign in with passkey" }).click();
  await expectSignedIn(page, person);
});

test("the first page suggests passkeys by itself", async ({ page }) => {
  await addPasskeyAuthenticator(page);
  const person = await withPasskey(page);
  await signOut(page);
  await page.goto("/dashboard");
  await expectSignedIn(page, person);
});

async function withPasskey(page: Page): Promise<Person> {
  const person = newPerson();
  await page.goto("/auth/registration?return_to=/dashboard");
  await registerWithPasskey(page, person);
  await expectSignedIn(page, person);
  return person;
}
