import { expectAccessible, expectReadableInTheLight } from "./fixtures/accessible";
import { expect, test } from "./fixtures/test";
import { addPasskeyAuthenticator } from "./fixtures/passkeys";
import { pagePaths } from "./fixtures/pages";
import {
  createAccount,
  expectSignedIn,
  newPerson,
  readMailCode,
  register,
  signIn,
} from "./fixtures/people";
import {
  addTotp,
  confirmSecondStep,
  createAccountWithTotp,
  makeBackupCodes,
} from "./fixtures/second-factor";
import { signedInPerson, signInByRequest } from "./fixtures/signed-in";

// Each walk checks every step of a flow once. Pages are found in app/, so new ones are covered.
test.describe.configure({ timeout: 600_000 });

/** Submits a form without the browser's validation, as browsers without it do. */
const noChecks = (form: HTMLFormElement) => {
  form.noValidate = true;
};

test("signing in is accessible, step by step", async ({ page, stack }) => {
  const person = await createAccount(stack);
  await page.goto("/");
  await expectAccessible(page, "the start page");
  await expectReadableInTheLight(page, "the start page");
  await page.goto("/auth/login?return_to=/dashboard");
  await expectAccessible(page, "the sign-in page");
  await signIn(page, { ...person, password: "not-the-password" });
  await expect(page.getByRole("alert").filter({ hasText: "credentials" })).toBeVisible();
  await expectAccessible(page, "a wrong password");

  await page.getByLabel("Email").fill(`not-${person.email}`);
  await page.getByRole("button", { name: "Send sign in code" }).click();
  await expect(page.getByText("This account does not exist")).toBeVisible();
  await expectAccessible(page, "an unknown address");

  await page.getByLabel("Email").fill(person.email);
  await page.getByRole("button", { name: "Send sign in code" }).click();
  await expect(page.getByLabel("Login code")).toBeVisible();
  await expectAccessible(page, "the code");
  const code = await readMailCode(stack, person.email, /sign in/i);
  await page.getByLabel("Login code").fill(code === "000000" ? "111111" : "000000");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "invalid" })).toBeVisible();
  await expectAccessible(page, "a wrong code");
});

test("signing up is accessible, step by step", async ({ page, stack }) => {
  const person = newPerson();
  const taken = await createAccount(stack);
  await page.goto("/auth/registration");
  await expectAccessible(page, "the sign-up page");
  await page.locator("form", { has: page.getByLabel("Email") }).evaluate(noChecks);
  await page.getByLabel("Email").fill("ann.example.com");
  await page.getByRole("button", { name: "Sign up" }).click();
  await expect(page.getByLabel("Email")).toHaveAccessibleDescription(/valid/);
  await expectAccessible(page, "an address that is none");

  await register(page, taken);
  await expect(page.getByRole("alert").filter({ hasText: "exists already" })).toBeVisible();
  await expectAccessible(page, "an address that is taken");

  await page.goto("/auth/registration");
  await register(page, { ...person, password: "short" });
  await expect(page.getByText(/at least 8 characters/)).toBeVisible();
  await expectAccessible(page, "the second step, with a password that is too short");
  await page.getByRole("button", { name: "Send sign up code" }).click();
  await expect(page.getByLabel("Registration code")).toBeVisible();
  await expectAccessible(page, "the code");
});

test("recovery and verification are accessible, step by step", async ({ page, stack }) => {
  const person = await createAccount(stack);
  // Verification needs a session, and recovery must have none.
  await signInByRequest(page, person);
  for (const { path, label, subject } of [
    { path: "/auth/verification", label: "Verification code", subject: /verify/i },
    { path: "/auth/recovery", label: "Recovery code", subject: /recover/i },
  ]) {
    await page.goto(path);
    await expectAccessible(page, path);
    await page.getByLabel("Email").fill(person.email);
    await page.getByRole("button", { name: "Continue" }).click();
    const code = await readMailCode(stack, person.email, subject);
    await expectAccessible(page, `${path}, the code`);
    await page.getByLabel(label).fill(code === "000000" ? "111111" : "000000");
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "invalid" })).toBeVisible();
    await expectAccessible(page, `${path}, a wrong code`);
    await page.getByLabel(label).fill(code);
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(page.getByLabel(label)).toHaveCount(0);
    await expectAccessible(page, `${path}, done`);
    await page.context().clearCookies();
  }
  await page.goto("/auth/confirmed?return_to=/dashboard");
  await expectAccessible(page, "what the first proof of an address removed");
});

test("second factors are accessible, from setting them up to using them", async ({
  page,
  stack,
}) => {
  const { person, secret } = await createAccountWithTotp(stack);
  await page.goto("/dashboard/confidential");
  await signIn(page, person);
  await expect(page.getByRole("heading", { name: "Second step" })).toBeVisible();
  await expectAccessible(page, "the second step");
  await page.getByLabel("Authentication code").fill("000000");
  await page.getByRole("button", { name: "Use Authenticator" }).click();
  await expect(page.getByText(/code is invalid/i)).toBeVisible();
  await expectAccessible(page, "the second step, a wrong code");
  await confirmSecondStep(page, secret);
  await expect(page).toHaveURL("/dashboard/confidential");
  await expectAccessible(page, "the confidential page");

  await page.goto("/settings");
  const codes = page.getByRole("region", { name: "Backup codes" });
  await codes.getByRole("button", { name: "Generate new backup recovery codes" }).click();
  await expect(codes.getByRole("listitem").first()).toBeVisible();
  await expectAccessible(page, "settings with an authenticator app, new backup codes");
  await page.goto("/settings");
  const [code = "none"] = await makeBackupCodes(page);

  for (const attempt of ["first", "second"]) {
    await page.context().clearCookies();
    await page.goto("/dashboard");
    await signIn(page, person);
    await page.getByLabel(/backup recovery code/i).fill(code);
    if (attempt === "first") await expectAccessible(page, "the second step, with two ways");
    await page.getByRole("button", { name: /backup recovery code/i }).click();
    if (attempt === "first") await expectSignedIn(page, person);
  }
  await expect(page.getByText(/already been used/)).toBeVisible();
  await expectAccessible(page, "the second step, a code that was used");
});

test("every page is accessible to somebody who is signed in", async ({ page, browser, stack }) => {
  const person = await createAccount(stack, newPerson(), "admin");
  await signInByRequest(page, person);
  const elsewhere = await browser.newPage({ baseURL: stack.appUrl });
  await signInByRequest(elsewhere, person);
  await elsewhere.close();
  const states = [
    "/profile?export=ready",
    "/settings/delete?confirm=missing",
    "/settings/sessions?done=others",
    "/auth/login?refresh=true",
  ];
  for (const path of [...pagePaths(), ...states]) {
    const answer = await page.goto(path);
    expect(answer?.status(), path).toBe(path === "/unavailable" ? 503 : 200);
    await expect(page.getByText("Checking your session")).toHaveCount(0);
    await expectAccessible(page, path);
  }

  await page.goto("/dashboard");
  await expectReadableInTheLight(page, "the dashboard");

  await page.clock.install();
  await page.goto("/dashboard");
  // The countdown shows that the page's script runs: until then, it takes any clock for the right one.
  await expect(page.getByText(/^\(2 days [\d:]+\)$/)).toBeVisible();
  await page.clock.fastForward(80 * 3_600_000);
  await expect(page.getByText("Your session has ended.")).toBeVisible();
  await expectAccessible(page, "a session that has ended");
});

test("the settings are accessible, with every way to sign in and what goes wrong", async ({
  page,
  stack,
}) => {
  await addPasskeyAuthenticator(page);
  await signedInPerson(page, stack);
  await page.goto("/settings");
  await expectAccessible(page, "the settings");
  const password = page.getByRole("region", { name: "Password" });
  await password.getByLabel("Password", { exact: true }).fill("short");
  await password.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText(/at least 8 characters/)).toBeVisible();
  await expectAccessible(page, "the settings, a password that is too short");

  const passkeys = page.getByRole("region", { name: "Passkeys" });
  await passkeys.getByRole("button", { name: "Add passkey" }).click();
  await expect(passkeys.getByRole("button", { name: /^Remove passkey/ })).toBeVisible();
  await addTotp(page);
  await expectAccessible(page, "the settings, with a passkey and an authenticator app");
});

test("the pages for when something is wrong are accessible", async ({ page, stack, browser }) => {
  const person = await createAccount(stack);
  for (const path of [
    "/unavailable?return_to=/dashboard",
    "/no/such/page",
    "/auth/error",
    "/auth/error?reason=circle&return_to=/dashboard",
  ]) {
    await page.goto(path);
    await expectAccessible(page, path);
  }
  const elsewhere = await browser.newPage({ baseURL: stack.appUrl });
  await elsewhere.goto("/auth/login");
  await page.goto(`${elsewhere.url()}&again=${Date.now()}`);
  await elsewhere.close();
  await expect(page.getByRole("heading", { name: "This page needs a cookie" })).toBeVisible();
  await expectAccessible(page, "a browser without cookies");

  await page.goto("/auth/login");
  await page.context().clearCookies();
  await signIn(page, person);
  await expect(page.getByRole("alert").filter({ hasText: "nothing was sent" })).toBeVisible();
  await expectAccessible(page, "what Ory refused");

  await signInByRequest(page, person);
  await page.goto("/dashboard");
  await page.route("**/api/session*", (route) => route.fulfill({ status: 503 }));
  await page.goto("/dashboard/client");
  await expect(page.getByRole("alert").filter({ hasText: "not been signed out" })).toBeVisible();
  await expectAccessible(page, "an outage in the browser");

  // Makes the page fail in the browser by removing an API that it needs.
  await page.addInitScript(() => {
    Reflect.deleteProperty(window, "BroadcastChannel");
  });
  await page.goto("/dashboard");
  await expect(page.getByRole("heading", { name: "This page failed" })).toBeVisible();
  await expectAccessible(page, "a page that failed");
});
