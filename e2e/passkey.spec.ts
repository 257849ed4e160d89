import { expect, test } from "./fixtures/test";
import { addPasskeyAuthenticator } from "./fixtures/passkeys";
import { expectSignedIn, newPerson, registerWithPasskey, signOut } from "./fixtures/people";
import { signedInPerson } from "./fixtures/signed-in";

test("signing up with a passkey, and signing in with it", async ({ page }) => {
  const authenticator = await addPasskeyAuthenticator(page);
  const person = newPerson();
  await page.goto("/auth/registration?return_to=/dashboard?tab=2");
  await registerWithPasskey(page, person);
  await expectSignedIn(page, person);
  await expect(page).toHaveURL("/dashboard?tab=2");
  expect(await authenticator.passkeyCount()).toBe(1);

  // Nobody confirms what the login page asks by itself, so the button does it.
  await authenticator.setPresence(false);
  await signOut(page);
  await page.goto("/profile?from=mail");
  const button = page.getByRole("button", { name: "Sign in with passkey" });
  await expect(button).toBeEnabled();
  await authenticator.setPresence(true);
  await button.click();
  await expect(page).toHaveURL("/profile?from=mail");
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

test("when Ory's passkey script can't be loaded, the page says so and the button works again", async ({
  page,
  stack,
}) => {
  const authenticator = await addPasskeyAuthenticator(page);
  await signedInPerson(page, stack);
  const script = "**/.well-known/ory/webauthn.js";
  await page.route(script, (route) => route.abort());
  await page.goto("/settings");
  const section = page.getByRole("region", { name: "Passkeys" });
  await section.getByRole("button", { name: "Add passkey" }).click();
  await expect(section.getByRole("alert")).toHaveText(/could not be loaded/);

  await page.unroute(script);
  await section.getByRole("button", { name: "Add passkey" }).click();
  await expect(page.getByText("Your changes have been saved")).toBeVisible();
  expect(await authenticator.passkeyCount()).toBe(1);
});
