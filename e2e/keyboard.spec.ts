import { expect, test } from "./fixtures/test";
import { press, tabTo, typeInto } from "./fixtures/keyboard";
import { createAccount, expectSignedIn, newPerson } from "./fixtures/people";
import { signedInPerson } from "./fixtures/signed-in";

// Uses only Tab, Enter and letters. The focus must be visible at each stop
// (e2e/fixtures/keyboard.ts).

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test("somebody signs up and out by keyboard", async ({ page }) => {
      const person = newPerson();
      await page.goto("/");
      await press(page, page.getByRole("link", { name: "Sign up", exact: true }));
      await typeInto(page, page.getByLabel("Email"), person.email);
      await typeInto(page, page.getByLabel("First name"), person.firstName);
      await page.keyboard.press("Enter");
      const password = page.getByLabel("Password", { exact: true });
      await expect(password).toBeVisible();
      await typeInto(page, password, person.password);
      // The button beside the field is a separate stop.
      await press(page, page.getByRole("button", { name: "Show password" }));
      await expect(password).toHaveAttribute("type", "text");
      await press(page, page.getByRole("button", { name: "Sign up", exact: true }));
      await expect(page.getByRole("button", { name: "Sign out", exact: true })).toBeVisible();
      await press(page, page.getByRole("button", { name: "Sign out", exact: true }));
      await expect(page.getByText("Nobody is signed in")).toBeVisible();
    });

    test("somebody signs in by keyboard, past a wrong password", async ({ page, stack }) => {
      const person = await createAccount(stack);
      await page.goto("/dashboard");
      await typeInto(page, page.getByLabel("Email"), person.email);
      await typeInto(page, page.getByLabel("Password", { exact: true }), "not-the-password");
      await page.keyboard.press("Enter");
      await expect(page.getByRole("alert").filter({ hasText: "credentials" })).toBeFocused();
      await typeInto(page, page.getByLabel("Password", { exact: true }), person.password);
      await press(page, page.getByRole("button", { name: "Sign in with password" }));
      await expectSignedIn(page, person);
    });

    test("somebody gets past the navigation, and changes a setting, by keyboard", async ({
      page,
      stack,
    }) => {
      await signedInPerson(page, stack);
      await page.goto("/dashboard");
      await press(page, page.getByRole("link", { name: "Settings", exact: true }));
      await expect(page.getByRole("heading", { name: "Settings", exact: true })).toBeVisible();

      const skip = page.getByRole("link", { name: "Skip to content" });
      await page.reload();
      await page.keyboard.press("Tab");
      await expect(skip).toBeFocused();
      await expect(skip).toBeInViewport();
      await page.keyboard.press("Enter");
      await expect(page.getByRole("main")).toBeFocused();

      const profile = page.getByRole("region", { name: "Profile" });
      await typeInto(page, profile.getByLabel("First name"), "Ännchen");
      await press(page, profile.getByRole("button", { name: "Save" }));
      await expect(page.getByText("Your changes have been saved")).toBeVisible();
      // Up to the end of the page, so that every focusable element is checked.
      await tabTo(page, page.getByRole("contentinfo").locator("a, button").last());
    });
  });
}

test("every page with a navigation can be entered past it", async ({ page, stack }) => {
  await signedInPerson(page, stack);
  for (const path of ["/", "/dashboard", "/dashboard/client", "/profile", "/settings/sessions"]) {
    await page.goto(path);
    if ((await page.getByRole("navigation").count()) === 0) continue;
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("main"), path).toBeFocused();
  }
});
