import { expect, test } from "./fixtures/test";
import { addPasskeyAuthenticator } from "./fixtures/passkeys";
import { expectSignedIn, newPerson, registerWithPasskey, signIn, signOut } from "./fixtures/people";
import {
  addTotp,
  confirmSecondStep,
  createAccountWithTotp,
  makeBackupCodes,
  totpCode,
} from "./fixtures/second-factor";
import { signedInPerson } from "./fixtures/signed-in";

test.describe("an account with a second factor", () => {
  test("is taken to the second step from any protected page, and on to where it wanted to go", async ({
    page,
    stack,
  }) => {
    const { person, secret } = await createAccountWithTotp(stack);

    for (const address of ["/dashboard?tab=a%2Fb", "/profile", "/settings/sessions"]) {
      await page.context().clearCookies();
      await page.goto(address);
      await signIn(page, person);
      await expect(page.getByRole("heading", { name: "Second step" })).toBeVisible();
      await confirmSecondStep(page, secret);
      await expect(page).toHaveURL(address);
    }
  });

  test("never loops and is never stranded when the second step is left", async ({
    page,
    context,
    stack,
  }) => {
    const { person, secret } = await createAccountWithTotp(stack);
    await page.goto("/dashboard?first");
    await signIn(page, person);
    await expect(page.getByRole("heading", { name: "Second step" })).toBeVisible();

    // Reload, go back, leave, and return on another page or in a second tab.
    await page.reload();
    await expect(page.getByRole("heading", { name: "Second step" })).toBeVisible();
    await page.goBack();
    await page.goto("/");
    await expect(page.getByText("the second step is still missing")).toBeVisible();
    await page.goto("/auth/login");
    await expect(page.getByRole("heading", { name: "Second step" })).toBeVisible();
    await page.goto("/settings?second");
    await expect(page.getByRole("heading", { name: "Second step" })).toBeVisible();
    const tab = await context.newPage();
    await tab.goto("/profile?tab");
    await expect(tab.getByRole("heading", { name: "Second step" })).toBeVisible();

    await confirmSecondStep(page, secret);
    await expect(page).toHaveURL(/\/settings\?(second|flow=)/);
    // The step counts for the other tab too, which continues without asking.
    await tab.goto("/profile?tab");
    await expect(tab).toHaveURL("/profile?tab");
  });

  test("can sign out instead of taking the second step", async ({ page, stack }) => {
    const { person } = await createAccountWithTotp(stack);
    await page.goto("/dashboard");
    await signIn(page, person);
    await signOut(page);
    await page.goto("/dashboard");
    await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  });

  test("gets told the way to the second step by /api/session", async ({ page, stack }) => {
    const { person } = await createAccountWithTotp(stack);
    await page.goto("/dashboard");
    await signIn(page, person);
    const response = await page.request.get("/api/session?return_to=/profile");
    expect(response.status()).toBe(403);
    expect(await response.json()).toMatchObject({
      error: {
        code: "aal2_required",
        redirect_to: `${stack.appUrl}/self-service/login/browser?aal=aal2&return_to=${encodeURIComponent(`${stack.appUrl}/profile`)}`,
      },
    });
  });
});

test("a passkey is a first factor: its owner takes the second step too", async ({ page }) => {
  const person = newPerson();
  const authenticator = await addPasskeyAuthenticator(page);
  await page.goto("/auth/registration");
  await registerWithPasskey(page, person);
  await expectSignedIn(page, person);
  await expect(page.getByText("aal1: one factor")).toBeVisible();
  const secret = await addTotp(page);

  await authenticator.setPresence(false);
  await signOut(page);
  await page.goto("/profile?tab=2");
  const button = page.getByRole("button", { name: "Sign in with passkey" });
  await expect(button).toBeEnabled();
  await authenticator.setPresence(true);
  await button.click();
  await confirmSecondStep(page, secret);
  await expect(page).toHaveURL("/profile?tab=2");
});

test.describe("backup codes", () => {
  test("replace the authenticator app, each once", async ({ page, stack }) => {
    const person = await signedInPerson(page, stack);
    await addTotp(page);
    const codes = await makeBackupCodes(page);
    expect(codes).toHaveLength(12);
    const [code = "none"] = codes;

    for (const attempt of ["first", "second"]) {
      await signOut(page);
      await page.goto("/dashboard?tab=2");
      await signIn(page, person);
      await page.getByLabel(/backup recovery code/i).fill(code);
      await page.getByRole("button", { name: /backup recovery code/i }).click();
      if (attempt === "first") await expect(page).toHaveURL("/dashboard?tab=2");
    }
    await expect(page.getByText(/already been used/)).toBeVisible();
    expect((await page.request.get("/api/session")).status()).toBe(403);
  });
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  test("a second factor is set up, asked for, and replaced by a backup code", async ({
    page,
    stack,
  }) => {
    const person = await signedInPerson(page, stack);
    const secret = await addTotp(page);
    const [code = "none"] = await makeBackupCodes(page);
    await signOut(page);
    await page.goto("/dashboard?tab=2");
    await signIn(page, person);
    await confirmSecondStep(page, secret);
    await expect(page).toHaveURL("/dashboard?tab=2");
    await expect(page.getByText("aal2: two factors")).toBeVisible();

    await signOut(page);
    await page.goto("/dashboard");
    await signIn(page, person);
    await page.getByLabel(/backup recovery code/i).fill(code);
    await page.getByRole("button", { name: /backup recovery code/i }).click();
    await expectSignedIn(page, person);
  });
});

test.describe("a page for two factors only", () => {
  test("leads people without a second factor to set one up, and on", async ({ page, stack }) => {
    await signedInPerson(page, stack);
    await page.goto("/dashboard/confidential?file=7");
    await expect(page.getByRole("heading", { name: "needs a second factor" })).toBeVisible();
    await page.getByRole("link", { name: "Set one up" }).click();
    const totp = page.getByRole("region", { name: "Authenticator app" });
    const secret = await totp.getByText(/^[A-Z2-7]{32}$/).innerText();
    await totp.getByLabel("Verify code").fill(totpCode(secret));
    await totp.getByRole("button", { name: "Save" }).click();
    await expect(page).toHaveURL("/dashboard/confidential?file=7");
    await expect(page.getByRole("heading", { name: "Confidential" })).toBeVisible();
  });

  test("leaves a way out to those who don't want one", async ({ page, stack }) => {
    const person = await signedInPerson(page, stack);
    await page.goto("/dashboard/confidential");
    await page.getByRole("link", { name: "Not now" }).click();
    await expectSignedIn(page, person);
  });
});
