import type { Page } from "@playwright/test";
import { addPasskeyAuthenticator } from "./fixtures/passkeys";
import {
  createAccount,
  createVerifiedAccount,
  expectSignedIn,
  newPerson,
  readMail,
  readMailCode,
  registerWithPasskey,
  signIn,
} from "./fixtures/people";
import { addTotp, makeBackupCodes } from "./fixtures/second-factor";
import { signedInPerson } from "./fixtures/signed-in";
import { expect, test } from "./fixtures/test";

// The cases of dead-ends.spec.ts in a real browser, with and without JavaScript.

const press = (page: Page, name: string | RegExp) => page.getByRole("button", { name }).click();

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with script" : "without script", () => {
    test.use({ javaScriptEnabled });

    test("six wrong codes are followed by a new one, and the destination", async ({
      page,
      stack,
    }) => {
      const person = await createVerifiedAccount(stack);
      await page.goto("/dashboard?tab=2");
      await page.getByLabel("Email").fill(person.email);
      await press(page, "Send sign in code");
      const code = await readMailCode(stack, person.email, /sign in/i);
      for (let count = 0; count < 6; count++) {
        await page.getByLabel("Login code").fill(code === "000000" ? "111111" : "000000");
        const answered = page.waitForEvent("load");
        await press(page, "Continue");
        await answered;
      }
      await expect(page.getByText("Too many wrong codes")).toBeVisible();
      await press(page, `Send a new code to ${person.email}`);
      await page.getByLabel("Login code").fill(await readMailCode(stack, person.email, /sign in/i));
      await press(page, "Continue");
      await expect(page).toHaveURL("/dashboard?tab=2");
    });

    test("a code pasted with spaces is taken whole", async ({ page, stack }) => {
      const person = await createVerifiedAccount(stack);
      await page.goto("/profile?tab=2");
      await page.getByLabel("Email").fill(person.email);
      await press(page, "Send sign in code");
      const code = await readMailCode(stack, person.email, /sign in/i);
      await page.getByLabel("Login code").focus();
      // Typed, so that a maximum length would cut it off.
      await page.keyboard.insertText(` ${code.slice(0, 3)} ${code.slice(3)}`);
      await press(page, "Continue");
      await expect(page).toHaveURL("/profile?tab=2");
    });

    test("tabs that wait at sign-in lead to their own pages, reloaded or by Back", async ({
      page,
      context,
      stack,
    }) => {
      const person = await createAccount(stack);
      await page.goto("/");
      await page.goto("/profile?two");
      const [other, third] = [await context.newPage(), await context.newPage()];
      await third.goto("/profile?three");
      await third.goto("/auth/recovery");
      await other.goto("/dashboard?one");
      await signIn(other, person);
      await expectSignedIn(other, person);
      await page.reload();
      await expect(page).toHaveURL("/profile?two");
      await third.goBack();
      await third.reload();
      await expect(third).toHaveURL("/profile?three");
    });

    test("settings of a tab that was signed out lead to the sign-in, and back", async ({
      page,
      context,
      stack,
    }) => {
      const person = await signedInPerson(page, stack);
      await page.goto("/settings");
      const other = await context.newPage();
      await other.goto("/profile");
      await press(other, "Sign out");
      await expect(other.getByText("Nobody is signed in")).toBeVisible();
      const section = page.getByRole("region", { name: "Profile" });
      await section.getByLabel("First name").fill("Nobody");
      await section.getByRole("button", { name: "Save" }).click();
      await signIn(page, person);
      await expect(page).toHaveURL(/\/settings\?flow=/);
    });

    test("a sign-in page opened in another browser keeps its destination", async ({
      page,
      browser,
      baseURL,
      stack,
    }) => {
      const person = await createAccount(stack);
      await page.goto("/profile?tab=2");
      const elsewhere = await browser.newContext({ baseURL, javaScriptEnabled });
      const there = await elsewhere.newPage();
      await there.goto(page.url());
      await signIn(there, person);
      await expect(there).toHaveURL("/profile?tab=2");
      await elsewhere.close();
    });

    test("backup codes go before the app they stand in for", async ({ page, stack }) => {
      await signedInPerson(page, stack);
      await page.goto("/settings");
      await expect(page.getByText("Set up the app first")).toBeVisible();
      await addTotp(page);
      await makeBackupCodes(page);
      await expect(page.getByText("12 of 12 left")).toBeVisible();
      const unlink = page.getByRole("button", { name: "Unlink the authenticator app" });
      await expect(unlink).toHaveCount(0);
      await press(page, "Disable this method");
      await unlink.click();
      await expect(page.getByText("Set up the app first")).toBeVisible();
    });

    test("a changed address is said to count, and is verified from there", async ({
      page,
      stack,
    }) => {
      await signedInPerson(page, stack);
      const { email } = newPerson();
      await page.goto("/settings");
      const section = page.getByRole("region", { name: "Profile" });
      await section.getByLabel("Email").fill(email);
      await section.getByRole("button", { name: "Save" }).click();
      await expect(page.getByText(`You sign in with ${email}`)).toBeVisible();
      await expect(page.getByText("somebody else may know it")).toHaveCount(0);
      await readMail(stack, email, /verif/i);
      await press(page, "Verify it");
      const code = await readMailCode(stack, email, /verif/i);
      await page.getByLabel("Verification code").fill(code);
      await press(page, "Continue");
      await expect(page.getByText("Your address is verified")).toBeVisible();
    });

    test("a verification link opened twice ends where the address is verified", async ({
      page,
      stack,
    }) => {
      const person = await signedInPerson(page, stack);
      await page.goto("/auth/verification");
      await page.getByLabel("Email").fill(person.email);
      await press(page, "Continue");
      const { text } = await readMail(stack, person.email, /verif/i);
      const link = /http\S+/.exec(text)?.[0] ?? "none";
      await page.goto(link);
      await press(page, "Continue");
      await expect(page.getByText("Your address is verified")).toBeVisible();
      await page.goto(link);
      await expect(page.getByText("Verified", { exact: true })).toBeVisible();
    });

    test("recovery of somebody who is signed in leads to where passwords are set, and says so", async ({
      page,
      stack,
    }) => {
      await signedInPerson(page, stack);
      await page.goto("/auth/recovery");
      await expect(page.getByText("You can set a new password here")).toBeVisible();
      const section = page.getByRole("region", { name: "Password" });
      await expect(section.getByLabel("Password", { exact: true })).toBeVisible();
    });
  });
}

test("an account with a passkey alone is offered no backup codes", async ({ page }) => {
  await addPasskeyAuthenticator(page);
  const person = newPerson();
  await page.goto("/auth/registration?return_to=/dashboard");
  await registerWithPasskey(page, person);
  await expectSignedIn(page, person);
  await page.goto("/settings");
  await expect(page.getByText("Set up the app first")).toBeVisible();
  await expect(page.getByRole("button", { name: /backup recovery codes/ })).toHaveCount(0);
});

test("text typed into one section is asked about before another is saved", async ({
  page,
  stack,
}) => {
  await signedInPerson(page, stack);
  await page.goto("/settings");
  const profile = page.getByRole("region", { name: "Profile" });
  const password = page.getByRole("region", { name: "Password" });
  await profile.getByLabel("First name").fill("Unsaved");
  await password.getByLabel("Password", { exact: true }).fill(newPerson().password);
  page.once("dialog", (dialog) => void dialog.dismiss());
  await password.getByRole("button", { name: "Save" }).click();
  await expect(profile.getByLabel("First name")).toHaveValue("Unsaved");
  page.once("dialog", (dialog) => void dialog.accept());
  await password.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Your changes have been saved")).toBeVisible();
});
