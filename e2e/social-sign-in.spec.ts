import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { roleOf } from "../lib/session/roles";
import { beginFlow, readFlow } from "../scripts/doctor/flows";
import { socialFindings } from "../scripts/doctor/social";
import { server } from "../scripts/doctor/visitor";
import { expectAccessible } from "./fixtures/accessible";
import { expect } from "./fixtures/test";
import type { Claims, OpenIdProvider } from "./fixtures/openid-provider";
import { test } from "./fixtures/social-test";
import {
  createAccount,
  expectSignedIn,
  identities,
  identityOf,
  newPerson,
  signIn,
} from "./fixtures/people";
import { signedInPerson } from "./fixtures/signed-in";
import type { Stack } from "./fixtures/stack";

const deepLink = "/dashboard?tab=a%2Fb&q=one+two";

// One worker for all tests, because each worker would start its own stack.
test.describe.configure({ mode: "default" });

/** Creates an account at the provider for a person without one here, and returns its name. */
function openAccount(provider: OpenIdProvider, claims: Partial<Claims> = {}) {
  const account = randomUUID();
  const all = { email: newPerson().email, email_verified: true, given_name: "Ann", ...claims };
  provider.register(account, all);
  return { account, email: all.email };
}

/** Presses the provider's button and consents there. */
async function goThroughProvider(page: Page, button: RegExp, account: string): Promise<void> {
  await page.getByRole("button", { name: button }).click();
  await page.getByLabel("Account").fill(account);
  await page.getByRole("button", { name: "Allow" }).click();
}

const signUp = /Sign up with OpenID Connect/;
const signInWith = /Sign in with OpenID Connect/;

async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page).toHaveURL("/");
}

async function linkedAccounts(stack: Stack, email: string): Promise<number> {
  const found = await identityOf(stack, email);
  const { data } = await identities(stack).getIdentity({ id: found?.id ?? "" });
  return data.credentials?.oidc?.identifiers?.length ?? 0;
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with script" : "without script", () => {
    test.use({ javaScriptEnabled });

    test("a provider's account signs up, and in again, on the way to a page", async ({
      page,
      provider,
    }) => {
      const { account, email } = openAccount(provider);
      const person = { ...newPerson(), email };
      await page.goto(deepLink);
      await page.getByRole("link", { name: "Create an account" }).click();
      await goThroughProvider(page, signUp, account);
      await expectSignedIn(page, person);
      await expect(page).toHaveURL(deepLink);
      await page.goto("/profile");
      await expect(page.getByRole("heading", { name: "Ann" })).toBeVisible();
      await expect(page.getByText("Verified", { exact: true })).toBeVisible();

      await signOut(page);
      await page.goto(deepLink);
      // The provider recognizes this browser, so it only redirects.
      await page.getByRole("button", { name: signInWith }).click();
      await expectSignedIn(page, person);
      await expect(page).toHaveURL(deepLink);
    });

    test("an account is linked in the settings, signs in, and is unlinked", async ({
      page,
      stack,
      provider,
    }) => {
      const person = await signedInPerson(page, stack);
      const { account } = openAccount(provider);
      await page.goto("/settings");
      await goThroughProvider(page, /Link OpenID Connect/, account);
      await expect(page.getByText("Your changes have been saved")).toBeVisible();
      await signOut(page);
      await page.goto("/dashboard");
      await page.getByRole("button", { name: signInWith }).click();
      await expectSignedIn(page, person);

      await page.goto("/settings");
      await page.getByRole("button", { name: /Unlink OpenID Connect/ }).click();
      await expect(page.getByRole("button", { name: /^Link OpenID Connect/ })).toBeVisible();
      expect(await linkedAccounts(stack, person.email)).toBe(0);
    });

    test("a refused consent says so, and signing in otherwise leads to the page", async ({
      page,
      stack,
    }) => {
      const person = await createAccount(stack);
      await page.goto(deepLink);
      await page.getByRole("button", { name: signInWith }).click();
      await page.getByRole("button", { name: "Refuse" }).click();
      await expect(page.getByRole("alert").filter({ hasText: "was not allowed" })).toBeVisible();
      await signIn(page, person);
      await expect(page).toHaveURL(deepLink);
    });
  });
}

test("a consent that is refused at sign-up says so, and leaves the other ways open", async ({
  page,
}) => {
  await page.goto("/auth/registration?return_to=/profile");
  await page.getByRole("button", { name: signUp }).click();
  await page.getByRole("button", { name: "Refuse" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "was not allowed" })).toBeVisible();
  await expectAccessible(page, "a consent that was refused at sign-up");
  await page.getByRole("link", { name: "Other ways to sign up" }).click();
  await expect(page.getByLabel("Email")).toBeVisible();
});

test("an address that has an account here is linked to it only by who can sign in to that", async ({
  page,
  stack,
  provider,
}) => {
  const person = await createAccount(stack);
  const { account } = openAccount(provider, { email: person.email });
  await page.goto("/auth/registration?return_to=/profile");
  await goThroughProvider(page, signUp, account);
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await expect(page.getByText("already used by another account")).toBeVisible();
  expect((await page.request.get("/api/session")).status()).toBe(401);
  expect(await linkedAccounts(stack, person.email)).toBe(0);

  await page.getByLabel("Password", { exact: true }).fill("not-the-password");
  await page.getByRole("button", { name: /Sign in with password|and link/ }).click();
  await expect(page.getByText("The provided credentials are invalid")).toBeVisible();
  expect(await linkedAccounts(stack, person.email)).toBe(0);

  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: /Sign in with password|and link/ }).click();
  await expect(page).toHaveURL("/profile");
  expect(await linkedAccounts(stack, person.email)).toBe(1);

  await signOut(page);
  await page.goto("/dashboard");
  await page.getByRole("button", { name: signInWith }).click();
  await expectSignedIn(page, person);
});

test("an address that the provider has not verified is nobody's until it is proved", async ({
  page,
  stack,
  provider,
}) => {
  const victim = await createAccount(stack);
  const { account } = openAccount(provider, { email: victim.email, email_verified: false });
  await page.goto("/auth/registration?return_to=/profile");
  await goThroughProvider(page, signUp, account);
  // Ory asks for an address without suggesting that one.
  await expect(page.getByLabel("Email")).toHaveValue("");
  await page.getByLabel("Email").fill(victim.email);
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByText("already used by another account")).toBeVisible();
  expect((await page.request.get("/api/session")).status()).toBe(401);
  expect(await linkedAccounts(stack, victim.email)).toBe(0);

  const { email } = newPerson();
  await page.goto("/auth/registration?return_to=/profile");
  await page.getByRole("button", { name: signUp }).click();
  await page.getByLabel("Email").fill(email);
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page).toHaveURL("/profile");
  await expect(page.getByText("Not verified", { exact: true })).toBeVisible();
});

test("a provider that says somebody is an admin makes nobody one", async ({
  page,
  stack,
  provider,
}) => {
  const admin = { role: "admin" };
  const { account, email } = openAccount(provider, { ...admin, metadata_public: admin });
  await page.goto("/auth/registration?return_to=/profile");
  await goThroughProvider(page, signUp, account);
  await expect(page).toHaveURL("/profile");
  expect(roleOf({ metadata_public: (await identityOf(stack, email))?.metadata_public })).toBe(
    undefined,
  );
  expect((await page.goto("/admin"))?.status()).toBe(404);
});

test("forms may lead to the provider, and to no other site", async ({ page, provider }) => {
  const policy = (await page.goto("/auth/login"))?.headers()["content-security-policy"];
  expect(/form-action [^;]*/.exec(policy ?? "")?.[0]).toBe(`form-action 'self' ${provider.issuer}`);
  await expectAccessible(page, "the sign-in page with a provider");
});

test("the doctor notices a provider that the app does not know of", async ({ stack, provider }) => {
  const visitor = server();
  const { id = "" } = await beginFlow(visitor, stack.ory.publicUrl, "login");
  const flow = await readFlow(visitor, stack.ory.publicUrl, "login", id);
  if (!flow) throw new Error("Ory gives no flow.");
  const findings = (variables: Record<string, string>) =>
    socialFindings(
      visitor,
      flow,
      { url: stack.ory.publicUrl },
      { allowedReturnOrigins: [], variables },
    );
  expect(await findings({ OIDC_ISSUER: provider.issuer })).toMatchObject([{ status: "right" }]);
  expect(await findings({ GOOGLE_CLIENT_ID: "x" })).toMatchObject([
    { status: "wrong", says: expect.stringContaining(provider.issuer) },
  ]);
});
