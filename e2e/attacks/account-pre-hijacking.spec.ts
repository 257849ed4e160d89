import { randomUUID } from "node:crypto";
import { type Page, request } from "@playwright/test";
import { z } from "zod";
import { freePorts } from "../../scripts/local/ports";
import { socialSettings } from "../../scripts/local/social-providers";
import { OpenIdProvider } from "../fixtures/openid-provider";
import { addPasskeyAuthenticator } from "../fixtures/passkeys";
import {
  identities,
  identityOf,
  newPerson,
  type Person,
  readMailCode,
  registerWithPasskey,
  signInWithCode,
} from "../fixtures/people";
import { addTotp } from "../fixtures/second-factor";
import type { Stack } from "../fixtures/stack";
import { startApp } from "../fixtures/start-app";
import { expect, test as base } from "../fixtures/test";
import { Visitor } from "../fixtures/visitor";
import { waitForHttp } from "../fixtures/wait";

// An attacker signs up with someone else's address and waits. Later the owner arrives.

const test = base.extend<object, { provider: OpenIdProvider }>({
  provider: [
    async ({}, use) => {
      const provider = await OpenIdProvider.start();
      await use(provider);
      await provider.close();
    },
    { scope: "worker" },
  ],
  stackOptions: [
    async ({ provider }, use) => {
      const environment = {
        OIDC_ISSUER: provider.issuer,
        OIDC_CLIENT_ID: provider.clientId,
        OIDC_CLIENT_SECRET: provider.clientSecret,
      };
      await use({ oryEnv: socialSettings(environment), appEnv: environment });
    },
    { scope: "worker" },
  ],
  stack: [
    async ({ stack, provider }, use) => {
      provider.admit(stack.appUrl);
      await use(stack);
    },
    { scope: "worker" },
  ],
});

// One worker for all tests, because each worker would start its own stack.
test.describe.configure({ mode: "default" });

/** Signs up as the attacker: with the victim's address and a password of their own. */
async function preHijack(stack: Stack): Promise<{ victim: Person; attacker: Visitor }> {
  const victim = newPerson();
  const attacker = await Visitor.arrive(stack);
  await attacker.signUp(victim);
  expect(await attacker.isSignedIn()).toBe(true);
  return { victim, attacker };
}

async function expectOut(stack: Stack, attacker: Visitor, victim: Person): Promise<void> {
  expect(await attacker.isSignedIn(), "the first session").toBe(false);
  const again = await Visitor.arrive(stack);
  await again.signInWithPassword(victim);
  expect(await again.isSignedIn(), "the first password").toBe(false);
}

/** Returns true if a credential's configuration still has a secret, not only a handle. */
function hasSecret(config: unknown): boolean {
  if (typeof config === "string") return config !== "";
  const entries = Object.entries(config ?? {});
  return entries.some(([name, value]) => name !== "user_handle" && hasSecret(value));
}

/**
 * Returns the types of credentials that open the account, except mailed codes. Ory keeps entries
 * without a secret for some removed ones.
 */
async function waysIn(stack: Stack, { email }: Person): Promise<string[]> {
  const found = await identityOf(stack, email);
  const { data } = await identities(stack).getIdentity({
    id: found?.id ?? "",
    includeCredential: ["password", "oidc", "totp", "lookup_secret", "webauthn", "passkey"],
  });
  return Object.entries(data.credentials ?? {})
    .filter(([type, { config }]) => type !== "code" && hasSecret(config))
    .map(([type]) => type);
}

test("a sign-in code gives the owner the account, and the first one's session and password end", async ({
  stack,
}) => {
  const { victim, attacker } = await preHijack(stack);
  const id = await attacker.identityId();
  const owner = await Visitor.arrive(stack);
  expect((await owner.signInWithCode(victim)).status()).toBe(200);
  expect(await owner.identityId()).toBe(id);
  await expectOut(stack, attacker, victim);
});

test("a recovery gives the owner the account, and the first one's session and password end", async ({
  stack,
}) => {
  const { victim, attacker } = await preHijack(stack);
  const owner = await Visitor.arrive(stack);
  await owner.recover(victim);
  expect(await owner.isSignedIn()).toBe(true);
  await expectOut(stack, attacker, victim);
});

test("a verification code typed in a signed-out browser proves nothing for the first one", async ({
  stack,
}) => {
  const { victim, attacker } = await preHijack(stack);
  const owner = await Visitor.arrive(stack);
  await owner.verify(victim).catch(() => undefined);
  await owner.signInWithCode(victim);
  expect(await owner.isSignedIn()).toBe(true);
  await expectOut(stack, attacker, victim);
});

test("a verification link opened in a signed-out browser proves nothing for the first one", async ({
  stack,
}) => {
  const { victim, attacker } = await preHijack(stack);
  const owner = await Visitor.arrive(stack);
  await owner.openVerificationLink(victim);
  await owner.signInWithCode(victim);
  expect(await owner.isSignedIn()).toBe(true);
  await expectOut(stack, attacker, victim);
});

test("a verification link opened while signed in to another account proves nothing", async ({
  stack,
}) => {
  const { victim, attacker } = await preHijack(stack);
  const other = newPerson();
  const owner = await Visitor.arrive(stack);
  await owner.signUp(other);
  await owner.verify(other);
  expect((await owner.openVerificationLink(victim)).status()).toBe(403);

  const later = await Visitor.arrive(stack);
  await later.signInWithCode(victim);
  await expectOut(stack, attacker, victim);
});

test("a second factor and backup codes left behind keep neither the owner out nor the first one in", async ({
  stack,
}) => {
  const { victim, attacker } = await preHijack(stack);
  await attacker.addTotp();
  await attacker.addBackupCodes();
  expect((await waysIn(stack, victim)).sort()).toEqual(["lookup_secret", "password", "totp"]);
  const owner = await Visitor.arrive(stack);
  await owner.signInWithCode(victim);
  expect(await owner.isSignedIn()).toBe(true);
  await expectOut(stack, attacker, victim);
  expect(await waysIn(stack, victim)).toEqual(["password"]);
});

test("a recovery removes a second factor that was left behind", async ({ stack }) => {
  const { victim, attacker } = await preHijack(stack);
  await attacker.addTotp();
  const owner = await Visitor.arrive(stack);
  await owner.recover(victim);
  expect(await owner.isSignedIn()).toBe(true);
  await expectOut(stack, attacker, victim);
});

test("an address that an account changed to is its owner's too", async ({ stack }) => {
  const attacker = await Visitor.arrive(stack);
  const first = newPerson();
  await attacker.signUp(first);
  await attacker.verify(first);
  const victim = { ...newPerson(), password: first.password };
  await attacker.changeAddress(victim);
  const owner = await Visitor.arrive(stack);
  await owner.signInWithCode(victim);
  expect(await owner.isSignedIn()).toBe(true);
  await expectOut(stack, attacker, victim);
});

test("a passkey left behind no longer signs in", async ({ page, browser, stack }) => {
  const victim = newPerson();
  await addPasskeyAuthenticator(page);
  await page.goto("/auth/registration?return_to=/dashboard");
  await registerWithPasskey(page, victim);
  await expect(page).toHaveURL("/dashboard");
  expect(await waysIn(stack, victim)).toEqual(["passkey"]);

  const owner = await browser.newPage({ baseURL: stack.appUrl });
  await owner.goto("/profile");
  await signInWithCode(owner, stack, victim);
  await owner.getByRole("link", { name: "Go on" }).click();
  await expect(owner.getByText(victim.email).first()).toBeVisible();
  // If Ory still has an entry for a password, it's a random one that nobody knows.
  expect([[], ["password"]]).toContainEqual(await waysIn(stack, victim));

  // Without suggestions, the button's request is the only one.
  await page.addInitScript(() => {
    PublicKeyCredential.isConditionalMediationAvailable = () => Promise.resolve(false);
  });
  await page.goto("/dashboard");
  const sent = page.waitForRequest((request) => request.method() === "POST");
  await page.getByRole("button", { name: "Sign in with passkey" }).click();
  await sent;
  await expect(page.getByRole("main").getByRole("alert")).toBeVisible();
  expect(await isSignedIn(page)).toBe(false);
});

test("a linked account left behind no longer signs in", async ({ page, stack, provider }) => {
  const account = randomUUID();
  provider.register(account, { ...newPerson(), email_verified: true });
  const victim = newPerson();
  const signUp = await Visitor.arrive(stack);
  await signUp.signUp(victim);
  await page.context().addCookies((await signUp.requests.storageState()).cookies);
  await page.goto("/settings");
  await page.getByRole("button", { name: /Link OpenID Connect/ }).click();
  await page.getByLabel("Account").fill(account);
  await page.getByRole("button", { name: "Allow" }).click();
  await expect(page.getByText("Your changes have been saved")).toBeVisible();
  expect((await waysIn(stack, victim)).sort()).toEqual(["oidc", "password"]);

  const owner = await Visitor.arrive(stack);
  await owner.signInWithCode(victim);
  expect(await owner.isSignedIn()).toBe(true);
  expect(await waysIn(stack, victim)).toEqual(["password"]);
  expect(await isSignedIn(page)).toBe(false);
});

test("the owner signs in by pages past a second factor that was left behind", async ({
  page,
  browser,
  stack,
}) => {
  const victim = newPerson();
  const { requests } = await signedUp(stack, victim);
  const attacker = await browser.newContext({
    baseURL: stack.appUrl,
    storageState: await requests.storageState(),
  });
  await addTotp(await attacker.newPage());

  await page.goto("/profile?tab=2");
  await signInWithCode(page, stack, victim);
  await expect(page.getByRole("heading", { name: "Your address is confirmed" })).toBeVisible();
  await page.getByRole("link", { name: "Go on" }).click();
  await expect(page).toHaveURL("/profile?tab=2");
  await expect(page.getByText("Verified", { exact: true })).toBeVisible();
});

for (const [proof, by] of [
  ["verification code", "verify"],
  ["verification link", "openVerificationLink"],
] as const) {
  test(`a person who signed up keeps session and password after their own ${proof}`, async ({
    stack,
  }) => {
    const person = newPerson();
    const visitor = await signedUp(stack, person);
    expect((await visitor[by](person)).status()).toBe(200);

    const elsewhere = await Visitor.arrive(stack);
    await elsewhere.signInWithCode(person);
    expect(await elsewhere.isSignedIn()).toBe(true);
    expect(await visitor.isSignedIn()).toBe(true);
    const third = await Visitor.arrive(stack);
    await third.signInWithPassword(person);
    expect(await third.isSignedIn()).toBe(true);
  });
}

test("a person who confirms it is them with a mailed code keeps session and password", async ({
  stack,
}) => {
  const person = newPerson();
  const visitor = await signedUp(stack, person);
  await visitor.signInWithCode(person, "?refresh=true");
  expect(await visitor.isSignedIn()).toBe(true);
  const elsewhere = await Visitor.arrive(stack);
  await elsewhere.signInWithPassword(person);
  expect(await elsewhere.isSignedIn()).toBe(true);
});

// Browsers send the planted cookie next to their own, and Ory reads the first.
for (const [proof, prove] of [
  ["mailed code", (own: Visitor, person: Person) => own.signInWithCode(person, "?refresh=true")],
  ["verification code", (own: Visitor, person: Person) => own.verify(person)],
  ["verification link", (own: Visitor, person: Person) => own.openVerificationLink(person)],
] as const) {
  test(`a planted session cookie takes nothing from a person who confirms a ${proof}`, async ({
    stack,
  }) => {
    const person = newPerson();
    const visitor = await Visitor.arrive(stack, "ory_session_local=MTczMjM0NTY3OHxkZWFk");
    await visitor.signUp(person);
    expect((await prove(visitor, person)).status()).toBe(200);
    expect((await identityOf(stack, person.email))?.verifiable_addresses?.[0]?.verified).toBe(true);

    expect(await visitor.isSignedIn()).toBe(true);
    const elsewhere = await Visitor.arrive(stack);
    await elsewhere.signInWithPassword(person);
    expect(await elsewhere.isSignedIn()).toBe(true);
  });
}

test("a program can't prove an unproved address past the browser", async ({ stack }) => {
  const { victim } = await preHijack(stack);
  const program = await request.newContext({ baseURL: stack.appUrl });
  const begun: unknown = await (await program.get("/self-service/login/api")).json();
  const { id } = z.object({ id: z.string() }).parse(begun);
  const send = (data: object) =>
    program.post(`/self-service/login?flow=${id}`, {
      headers: { accept: "application/json" },
      data: { method: "code", identifier: victim.email, ...data },
    });
  await send({});
  const code = await readMailCode(stack, victim.email, /sign in/i);
  expect((await send({ code })).status()).toBe(403);
});

test("while Ory's admin API is down, a sign-in code proves nothing and can be sent again", async ({
  stack,
}) => {
  const { victim, attacker } = await preHijack(stack);
  const [port = 0] = await freePorts(1);
  const url = `http://localhost:${port}`;
  const withoutAdmin = startApp({
    port,
    env: { NEXT_PUBLIC_ORY_SDK_URL: stack.ory.publicUrl, ORY_ADMIN_URL: "http://localhost:9" },
  });
  await waitForHttp(url, withoutAdmin.exited);
  const owner = await Visitor.arrive(stack);
  const answer = await owner.signInWithCode(victim, "", (code) => code, url);
  expect(answer.status()).toBe(503);
  expect(await owner.isSignedIn()).toBe(false);
  expect((await identityOf(stack, victim.email))?.verifiable_addresses?.[0]?.verified).toBe(false);
  withoutAdmin.kill();
  await withoutAdmin.exited;

  await owner.signInWithCode(victim);
  expect(await owner.isSignedIn()).toBe(true);
  await expectOut(stack, attacker, victim);
});

test("a wrong sign-in code takes nothing from an account", async ({ stack }) => {
  const { victim, attacker } = await preHijack(stack);
  const stranger = await Visitor.arrive(stack);
  await stranger.signInWithCode(victim, "", () => "000000");
  expect(await stranger.isSignedIn()).toBe(false);
  expect(await attacker.isSignedIn()).toBe(true);
});

async function signedUp(stack: Stack, person: Person): Promise<Visitor> {
  const visitor = await Visitor.arrive(stack);
  await visitor.signUp(person);
  return visitor;
}

async function isSignedIn(page: Page): Promise<boolean> {
  return (await page.request.get("/api/session")).status() === 200;
}
