import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/test";
import { expectSignedIn, type Person, signIn, signOut } from "./fixtures/people";
import { signedInPerson } from "./fixtures/signed-in";

async function changeName(page: Page, firstName: string): Promise<void> {
  const section = page.getByRole("region", { name: "Profile" });
  await section.getByLabel("First name").fill(firstName);
  await section.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Your changes have been saved")).toBeVisible();
}

async function changePassword(page: Page, person: Person): Promise<Person> {
  const changed = { ...person, password: `new ${person.password}` };
  const section = page.getByRole("region", { name: "Password" });
  await section.getByLabel("Password", { exact: true }).fill(changed.password);
  await section.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Your changes have been saved")).toBeVisible();
  return changed;
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with script" : "without script", () => {
    test.use({ javaScriptEnabled });

    test("a new name is saved, and the profile shows it", async ({ page, stack }) => {
      await signedInPerson(page, stack);
      await page.goto("/settings");
      await changeName(page, "Ännchen");
      await page.goto("/profile");
      await expect(page.getByRole("heading", { name: "Ännchen" })).toBeVisible();
    });

    test("after a change of password only the new one signs in", async ({ page, stack }) => {
      const person = await signedInPerson(page, stack);
      await page.goto("/settings");
      const changed = await changePassword(page, person);
      await signOut(page);

      await page.goto("/dashboard");
      await signIn(page, person);
      await expect(page.getByText("The provided credentials are invalid")).toBeVisible();
      await signIn(page, changed);
      await expectSignedIn(page, changed);
    });
  });
}

test("a settings change that Ory refuses says why, at the field", async ({ page, stack }) => {
  await signedInPerson(page, stack);
  await page.goto("/settings");
  const section = page.getByRole("region", { name: "Password" });
  await section.getByLabel("Password", { exact: true }).fill("short");
  await section.getByRole("button", { name: "Save" }).click();
  await expect(section.getByLabel("Password", { exact: true })).toHaveAccessibleDescription(
    /at least 8 characters/,
  );
});
