import { expect, test } from "./fixtures/test";
import { createAccount, signIn } from "./fixtures/people";
import { signedInPerson } from "./fixtures/signed-in";

test("a client component shows a loading state, then the session", async ({ page, stack }) => {
  await signedInPerson(page, stack);
  await page.goto("/dashboard/client?tab=2");
  await expect(page).toHaveURL("/dashboard/client?tab=2");
  await expect(page.getByRole("region", { name: "Your session" })).toContainText("aal1");

  const release = await holdSessionRequest(page);
  await page.reload();
  await expect(page.getByText("Checking your session…")).toBeVisible();
  await expect(page.getByRole("region", { name: "Your session" })).toBeHidden();
  release();
  await expect(page.getByRole("region", { name: "Your session" })).toBeVisible();
});

test("a client component whose session is over leads to the login page and back", async ({
  page,
  stack,
  context,
}) => {
  const person = await createAccount(stack);
  await context.addCookies([
    { name: "ory_session_local", value: "MTczMjM0NTY3OHxmb3JnZWQ", url: stack.appUrl },
  ]);
  await page.goto("/dashboard/client?tab=2");
  await signIn(page, person);
  await expect(page).toHaveURL("/dashboard/client?tab=2");
  await expect(page.getByRole("region", { name: "Your session" })).toBeVisible();
});

async function holdSessionRequest(page: import("@playwright/test").Page): Promise<() => void> {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/api/session*", async (route) => {
    await held;
    await route.continue();
  });
  return release;
}
