import type { Page } from "@playwright/test";
import { expectAccessible } from "./fixtures/accessible";
import { expect } from "./fixtures/test";
import { addPasskeyAuthenticator } from "./fixtures/passkeys";
import {
  createAccount,
  expectSignedIn,
  newPerson,
  type Person,
  readMailCode,
  register,
  signIn,
  signOut,
} from "./fixtures/people";
import { identitySchema, schemaSettings } from "../scripts/test/schemas/cases";
import { test } from "./fixtures/social-test";
import type { Stack } from "./fixtures/stack";

// One stack, whose Kratos restarts with other methods.
test.describe.configure({ mode: "default", timeout: 400_000 });

const method = (name: string, enabled: boolean) => ({
  [`SELFSERVICE_METHODS_${name}_ENABLED`]: String(enabled),
});
const none = Object.assign(
  {},
  ...["PASSWORD", "PASSKEY", "TOTP", "LOOKUP_SECRET", "OIDC"].map((name) => method(name, false)),
  { SELFSERVICE_METHODS_CODE_PASSWORDLESS_ENABLED: "false" },
) as Record<string, string>;

async function restart(stack: Stack, settings: Record<string, string>): Promise<void> {
  await stack.ory.stopKratos();
  await stack.ory.startKratos(settings);
}

/** Opens the flows' pages and expects them to be accessible. */
async function expectPages(page: Page, what: string): Promise<void> {
  for (const path of [
    "/auth/login",
    "/auth/registration",
    "/auth/recovery",
    "/auth/verification",
  ]) {
    await page.goto(path);
    await expectAccessible(page, `${path}, ${what}`);
  }
}

async function expectSettings(page: Page, what: string): Promise<void> {
  await page.goto("/settings");
  await expect(page.getByRole("region", { name: "Profile" })).toBeVisible();
  await expectAccessible(page, `/settings, ${what}`);
}

async function typeCode(page: Page, stack: Stack, person: Person, label: string, subject: RegExp) {
  await page.getByLabel(label).fill(await readMailCode(stack, person.email, subject));
  await page.getByRole("button", { name: "Continue" }).click();
}

test("with codes alone, people sign up, in and out", async ({ page, stack }) => {
  await restart(stack, { ...none, SELFSERVICE_METHODS_CODE_PASSWORDLESS_ENABLED: "true" });
  await expectPages(page, "code only");
  const person = newPerson();
  await page.goto("/auth/registration?return_to=/dashboard");
  await page.getByLabel("Email").fill(person.email);
  await page
    .getByRole("button")
    .filter({ hasText: /Sign up|Send sign up code/ })
    .first()
    .click();
  const code = page.getByLabel("Registration code");
  const send = page.getByRole("button", { name: "Send sign up code" });
  await expect(code.or(send)).toBeVisible();
  if (await send.isVisible()) await send.click();
  await typeCode(page, stack, person, "Registration code", /registration/i);
  await expectSignedIn(page, person);
  await expectSettings(page, "code only");
  await signOut(page);
  await page.goto("/auth/login?return_to=/dashboard");
  await page.getByLabel("Email").fill(person.email);
  await page.getByRole("button", { name: "Send sign in code" }).click();
  await typeCode(page, stack, person, "Login code", /sign in/i);
  await expectSignedIn(page, person);
});

test("with passkeys alone, people sign up, in and out", async ({ page, stack }) => {
  await restart(stack, { ...none, ...method("PASSKEY", true) });
  await expectPages(page, "passkey only");
  await addPasskeyAuthenticator(page);
  const person = newPerson();
  await page.goto("/auth/registration?return_to=/dashboard");
  await page.getByLabel("Email").fill(person.email);
  const passkey = page.getByRole("button", { name: "Sign up with passkey" });
  const next = page.getByRole("button", { name: "Sign up", exact: true });
  await expect(passkey.or(next)).toBeVisible();
  if (await next.isVisible()) await next.click();
  await passkey.click();
  await expectSignedIn(page, person);
  await expectSettings(page, "passkey only");
  // The page suggests the passkey, and the authenticator confirms.
  await signOut(page);
  await page.goto("/auth/login?return_to=/dashboard");
  await expectSignedIn(page, person);
});

test("with passwords alone, people sign up, in and out", async ({ page, stack }) => {
  await restart(stack, { ...none, ...method("PASSWORD", true) });
  await expectPages(page, "password only");
  const person = newPerson();
  await page.goto("/auth/registration?return_to=/dashboard");
  await register(page, person);
  await expectSignedIn(page, person);
  await expectSettings(page, "password only");
  await signOut(page);
  await page.goto("/auth/login?return_to=/dashboard");
  await signIn(page, person);
  await expectSignedIn(page, person);
});

test("with a social provider alone, people sign up, in and out", async ({
  page,
  stack,
  provider,
}) => {
  await restart(stack, { ...none, ...method("OIDC", true) });
  await expectPages(page, "social only");
  const person = newPerson();
  provider.register(person.email, { email: person.email, email_verified: true });
  await page.goto("/auth/registration?return_to=/dashboard");
  await page.getByRole("button", { name: /Sign up with OpenID Connect/ }).click();
  await page.getByLabel("Account").fill(person.email);
  await page.getByRole("button", { name: "Allow" }).click();
  await expectSignedIn(page, person);
  await expectSettings(page, "social only");
  await signOut(page);
  await page.goto("/auth/login?return_to=/dashboard");
  await page.getByRole("button", { name: /Sign in with OpenID Connect/ }).click();
  await expectSignedIn(page, person);
});

test("when the identifier comes first, the ways of that account follow", async ({
  page,
  stack,
}) => {
  await restart(stack, { SELFSERVICE_FLOWS_LOGIN_STYLE: "identifier_first" });
  await expectPages(page, "identifier first");
  const person = newPerson();
  await page.goto("/auth/registration?return_to=/dashboard");
  await register(page, person);
  await expectSignedIn(page, person);
  await expectSettings(page, "identifier first");
  await signOut(page);
  await page.goto("/auth/login?return_to=/dashboard");
  await page.getByLabel("Email").fill(person.email);
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByLabel("Password", { exact: true })).toBeVisible();
  await expectAccessible(page, "the second page of identifier first");
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: /Sign in with password/ }).click();
  await expectSignedIn(page, person);
});

const securityKeys = (stack: Stack, passwordless: boolean) => ({
  ...method("WEBAUTHN", true),
  SELFSERVICE_METHODS_WEBAUTHN_CONFIG_PASSWORDLESS: String(passwordless),
  SELFSERVICE_METHODS_WEBAUTHN_CONFIG_RP_ID: "localhost",
  SELFSERVICE_METHODS_WEBAUTHN_CONFIG_RP_DISPLAY_NAME: "Test",
  SELFSERVICE_METHODS_WEBAUTHN_CONFIG_RP_ORIGINS: stack.appUrl,
});

const keyedEmail = {
  type: "string",
  format: "email",
  title: "Email",
  "ory.sh/kratos": {
    credentials: {
      password: { identifier: true },
      webauthn: { identifier: true },
      passkey: { display_name: true },
    },
  },
};
const keyed = identitySchema({ properties: { email: keyedEmail }, required: ["email"] });

test("a security key is set up as a second factor, and asked for", async ({ page, stack }) => {
  await restart(stack, {
    ...method("PASSKEY", false),
    ...securityKeys(stack, false),
    ...schemaSettings([["keyed", keyed]]),
  });
  await addPasskeyAuthenticator(page);
  const person = newPerson();
  await page.goto("/auth/registration?return_to=/settings");
  await page.getByLabel("Email").fill(person.email);
  await page.getByRole("button", { name: "Sign up", exact: true }).click();
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Sign up", exact: true }).click();
  const section = page.getByRole("region", { name: "Security keys" });
  await section.getByLabel("Name of the security key").fill("Mine");
  await section.getByRole("button", { name: "Add security key" }).click();
  await expect(page.getByText("Your changes have been saved")).toBeVisible();
  await expectAccessible(page, "/settings, a security key");
  await signOut(page);
  await page.goto("/auth/login?return_to=/dashboard");
  await signIn(page, person);
  await expect(page.getByRole("heading", { name: "Second step" })).toBeVisible();
  await expectAccessible(page, "the second step, by security key");
  await page.getByRole("button", { name: /(security|hardware) key/i }).click();
  await expectSignedIn(page, person);
  await expectSettings(page, "a security key as the second factor");
  await signOut(page);
});

const oneStep = { SELFSERVICE_FLOWS_REGISTRATION_ENABLE_LEGACY_ONE_STEP: "true" };
const after = (flow: string, hook: string) => ({
  // Kratos only reads a list from the environment as a part of another value.
  [`SELFSERVICE_FLOWS_${flow}`]: JSON.stringify({ hooks: [{ hook }] }),
});

test("in one step, a passkey is not made before the form is right, and then signs up", async ({
  page,
  stack,
}) => {
  await restart(stack, oneStep);
  const authenticator = await addPasskeyAuthenticator(page);
  const person = newPerson();
  await page.goto("/auth/registration?return_to=/dashboard");
  await expectAccessible(page, "sign-up in one step");
  await page.getByRole("button", { name: "Sign up with passkey" }).click();
  await expect(page.getByLabel("Email")).toBeFocused();
  expect(await authenticator.passkeyCount()).toBe(0);
  await page.getByLabel("Email").fill(person.email);
  await page.getByLabel("First name").fill(person.firstName);
  await page.getByRole("button", { name: "Sign up with passkey" }).click();
  await expectSignedIn(page, person);
  await page.goto("/profile");
  await expect(page.getByRole("heading", { name: person.firstName })).toBeVisible();
  await expectSettings(page, "a passkey from one step");
  await signOut(page);
  await page.goto("/auth/login?return_to=/dashboard");
  await expectSignedIn(page, person);
});

test("in one step, a password signs up", async ({ page, stack }) => {
  await restart(stack, oneStep);
  const person = newPerson();
  await page.goto("/auth/registration?return_to=/dashboard");
  await page.getByLabel("Email").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Sign up", exact: true }).click();
  await expectSignedIn(page, person);
  await expectSettings(page, "a password from one step");
  await signOut(page);
  await page.goto("/auth/login?return_to=/dashboard");
  await signIn(page, person);
  await expectSignedIn(page, person);
});

test("a security key alone signs up and in", async ({ page, stack }) => {
  await restart(stack, {
    ...method("PASSKEY", false),
    ...securityKeys(stack, true),
    ...after("REGISTRATION_AFTER_WEBAUTHN", "session"),
    ...schemaSettings([["keyed", keyed]]),
  });
  await addPasskeyAuthenticator(page);
  const person = newPerson();
  await page.goto("/auth/registration?return_to=/dashboard");
  await page.getByLabel("Email").fill(person.email);
  await page.getByRole("button", { name: "Sign up", exact: true }).click();
  await page.getByLabel("Name of the security key").fill("Mine");
  await expectAccessible(page, "sign-up with a security key");
  await page.getByRole("button", { name: "Sign up with security key" }).click();
  await expectSignedIn(page, person);
  await expectSettings(page, "a security key alone");
  await signOut(page);
  await page.goto("/auth/login?return_to=/dashboard");
  await page.getByLabel("Email").fill(person.email);
  await page.getByRole("button", { name: /(security|hardware) key/i }).click();
  await page.getByRole("button", { name: "Continue" }).click();
  await expectSignedIn(page, person);
});

test("where an address has to be verified first, sign-in leads there", async ({ page, stack }) => {
  await restart(stack, after("LOGIN_AFTER_PASSWORD", "require_verified_address"));
  const person = await createAccount(stack);
  await page.goto("/auth/login?return_to=/dashboard");
  await signIn(page, person);
  // On the sign-in page or the code page, depending on Kratos's version.
  await expect(page.getByText("Verify your address before you sign in")).toBeVisible();
  await expectAccessible(page, "an address that has to be verified");
});
