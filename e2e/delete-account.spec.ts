import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/test";
import { signIn } from "./fixtures/people";
import { send } from "./fixtures/raw-http";
import { sessionCookie } from "./fixtures/session-cookie";
import { signedInPerson } from "./fixtures/signed-in";

async function deleteAccount(page: Page): Promise<void> {
  await page.getByLabel("Permanently delete my account").check();
  await page.getByRole("button", { name: "Delete my account" }).click();
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with script" : "without script", () => {
    test.use({ javaScriptEnabled });

    test("a deleted account is gone, with every session of it", async ({ page, stack }) => {
      const person = await signedInPerson(page, stack);
      const elsewhere = await sessionCookie(stack.appUrl, person);
      await page.goto("/settings");
      await page.getByRole("link", { name: "Delete my account" }).click();
      await expect(page.getByText(person.email).last()).toBeVisible();
      await deleteAccount(page);
      await expect(page).toHaveURL("/?account=deleted");
      await expect(page.getByText("Your account is deleted")).toBeVisible();

      const left = (await page.context().cookies()).map(({ name }) => name);
      expect(left.filter((name) => /session/.test(name))).toEqual([]);
      const other = await send(stack.appUrl, "GET", "/api/session", { cookie: elsewhere });
      expect(other.status).toBe(401);
      await page.goto("/dashboard");
      await signIn(page, person);
      await expect(page.getByText("The provided credentials are invalid")).toBeVisible();
    });
  });
}

test("nothing is deleted without the tick, which only other programs can do without", async ({
  page,
  stack,
}) => {
  await signedInPerson(page, stack);
  await page.goto("/settings/delete");
  await page.getByRole("button", { name: "Delete my account" }).click();
  await expect(page).toHaveURL("/settings/delete");
  await page.getByRole("checkbox").evaluate((box) => {
    box.removeAttribute("required");
  });
  await page.getByRole("button", { name: "Delete my account" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Nothing was deleted" })).toBeVisible();
  expect((await page.request.get("/api/session")).status()).toBe(200);
});
