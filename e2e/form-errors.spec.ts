import type { Locator } from "@playwright/test";
import { expect, test } from "./fixtures/test";
import { createAccount, newPerson, readMailCode, register, signIn } from "./fixtures/people";
import { createAccountWithTotp } from "./fixtures/second-factor";
import { signedInPerson } from "./fixtures/signed-in";

// A rejected form returns a whole page, and screen readers don't announce alerts that are there on
// load. So the error takes the focus, which also works without JavaScript.

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with script" : "without script", () => {
    test.use({ javaScriptEnabled });

    test("what is wrong with a field is tied to it, and the field has the focus", async ({
      page,
      stack,
    }) => {
      await page.goto("/auth/registration");
      await register(page, { ...newPerson(), password: "short" });
      await expectRefused(page.getByLabel("Password", { exact: true }), /at least 8 characters/);

      await signedInPerson(page, stack);
      await page.goto("/settings");
      const section = page.getByRole("region", { name: "Password" });
      const password = section.getByLabel("Password", { exact: true });
      await password.fill("short");
      await section.getByRole("button", { name: "Save" }).click();
      await expectRefused(password, /at least 8 characters/);
      await expect(password).toBeInViewport();
    });

    test("what is wrong with a form as a whole is an alert, and has the focus", async ({
      page,
      stack,
    }) => {
      const alert = page.getByRole("main").getByRole("alert");
      const person = await createAccount(stack);
      await page.goto("/auth/login");
      await signIn(page, { ...person, password: "not-the-password" });
      await expectAnnounced(alert, /credentials are invalid/);

      await page.goto("/auth/registration");
      await register(page, person);
      await expectAnnounced(alert, /exists already/);

      await page.goto("/auth/recovery");
      await page.getByLabel("Email").fill(person.email);
      await page.getByRole("button", { name: "Continue" }).click();
      const code = await readMailCode(stack, person.email, /recover/i);
      await page.getByLabel("Recovery code").fill(code === "000000" ? "111111" : "000000");
      await page.getByRole("button", { name: "Continue" }).click();
      await expectAnnounced(alert, /invalid/);
    });

    test("a wrong code of the second step is announced", async ({ page, stack }) => {
      const { person } = await createAccountWithTotp(stack);
      await page.goto("/dashboard");
      await signIn(page, person);
      await page.getByLabel("Authentication code").fill("000000");
      await page.getByRole("button", { name: "Use Authenticator" }).click();
      await expect(page.getByText(/code is invalid/i)).toBeVisible();
      await expect(
        page.locator("[role=alert]:focus, [aria-invalid=true]:focus"),
        "what has the focus",
      ).toHaveCount(1);
    });
  });
}

test("what is said of a form that went well does not take the focus", async ({ page, stack }) => {
  await signedInPerson(page, stack);
  await page.goto("/settings");
  const section = page.getByRole("region", { name: "Profile" });
  await section.getByLabel("First name").fill("Ännchen");
  await section.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("status").filter({ hasText: "have been saved" })).toBeVisible();
  await expect(page.locator(":focus")).toHaveCount(0);
});

async function expectRefused(field: Locator, reason: RegExp): Promise<void> {
  await expect(field).toHaveAccessibleDescription(reason);
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await expect(field).toBeFocused();
}

async function expectAnnounced(alert: Locator, reason: RegExp): Promise<void> {
  await expect(alert.filter({ hasText: reason })).toBeFocused();
}
