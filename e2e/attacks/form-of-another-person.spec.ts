import type { Page } from "@playwright/test";
import { createAccount, identityOf, newPerson, type Person } from "../fixtures/people";
import { send } from "../fixtures/raw-http";
import { sessionCookie } from "../fixtures/session-cookie";
import { signInByRequest } from "../fixtures/signed-in";
import type { Stack } from "../fixtures/stack";
import { expect, test } from "../fixtures/test";

// A page can outlive its session: in another tab its owner signs out and someone else signs in.

/** Opens a page as one person, then signs in as another and returns that one. */
async function takenOver(page: Page, stack: Stack, path: string): Promise<Person> {
  const [first, second] = [await createAccount(stack), await createAccount(stack)];
  // A second session for each, so that the list has something to sign out.
  await sessionCookie(stack.appUrl, first);
  await signInByRequest(page, first);
  await page.goto(path);
  await page.context().clearCookies();
  await signInByRequest(page, second);
  return second;
}

async function expectNothingDone(page: Page, second: Person): Promise<void> {
  await expect(page).toHaveURL(/\/auth\/account-changed\?/);
  await expect(page.getByText(`You’re signed in as ${second.firstName} now.`)).toBeVisible();
  expect((await page.request.get("/api/session")).status()).toBe(200);
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with script" : "without script", () => {
    test.use({ javaScriptEnabled });

    test("deleting the account on somebody else's page deletes nobody", async ({ page, stack }) => {
      const second = await takenOver(page, stack, "/settings/delete");
      await page.getByRole("checkbox").check();
      await page.getByRole("button", { name: "Delete my account" }).click();
      await expectNothingDone(page, second);
      expect(await identityOf(stack, second.email)).toBeDefined();
    });

    test("signing out a device of somebody else's list signs out none", async ({ page, stack }) => {
      const second = await takenOver(page, stack, "/settings/sessions");
      await page.getByRole("listitem").getByRole("button", { name: "Sign out" }).click();
      await expectNothingDone(page, second);
    });

    test("signing out all devices on somebody else's page signs out none", async ({
      page,
      stack,
    }) => {
      const second = await takenOver(page, stack, "/settings/sessions");
      const elsewhere = await sessionCookie(stack.appUrl, second);
      await page.getByRole("button", { name: "Sign out all other devices" }).click();
      await expectNothingDone(page, second);
      const answer = await send(stack.appUrl, "GET", "/api/session", { cookie: elsewhere });
      expect(answer.status).toBe(200);
    });

    test("the sign-out of somebody else's page signs nobody out", async ({ page, stack }) => {
      const second = await takenOver(page, stack, "/dashboard");
      await page.getByRole("button", { name: "Sign out", exact: true }).click();
      await expectNothingDone(page, second);
    });
  });
}

test("a form that names nobody is refused", async ({ stack }) => {
  const person = await createAccount(stack, newPerson());
  const headers = {
    cookie: await sessionCookie(stack.appUrl, person),
    origin: stack.appUrl,
    "content-type": "application/x-www-form-urlencoded",
  };
  const deletion = await send(stack.appUrl, "POST", "/auth/delete", headers, "confirm=yes");
  expect(deletion.status).toBe(400);
  const extension = await send(stack.appUrl, "POST", "/auth/extend", headers, "return_to=%2F");
  expect(extension.status).toBe(400);
  expect(await identityOf(stack, person.email)).toBeDefined();
});
