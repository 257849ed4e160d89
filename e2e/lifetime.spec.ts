import { expect, test } from "./fixtures/test";
import { expectSignedIn, signIn } from "./fixtures/people";
import { signedInPerson } from "./fixtures/signed-in";

// Short enough to see a session expire, long enough to act before that.
test.use({
  stackOptions: {
    oryEnv: { SESSION_LIFESPAN: "25s", SESSION_EARLIEST_POSSIBLE_EXTEND: "25s" },
  },
});
// One worker for all tests, because each worker would start its own stack.
test.describe.configure({ mode: "default" });

test("staying signed in moves the session's end, and the cookie's with it", async ({
  page,
  context,
  stack,
}) => {
  const person = await signedInPerson(page, stack);
  await page.goto("/dashboard?tab=2");
  await expect(page.getByText("Your session ends soon.")).toBeVisible();
  await expect(page.getByText(/^00:00:/)).toBeVisible();
  const before = await sessionCookie();
  await page.getByRole("button", { name: "Stay signed in" }).click();
  await expect.poll(async () => (await sessionCookie()).expires).toBeGreaterThan(before.expires);
  await expect(page).toHaveURL("/dashboard?tab=2");
  await expectSignedIn(page, person);

  async function sessionCookie() {
    const cookies = await context.cookies();
    const cookie = cookies.find(({ name }) => name === "ory_session_local");
    if (!cookie) throw new Error("There is no session cookie.");
    return cookie;
  }
});

test("at its end the page says so, and signing in again leads back to its address", async ({
  page,
  stack,
}) => {
  const person = await signedInPerson(page, stack);
  await page.goto("/dashboard?tab=2&q=a%2Fb");
  await expectSignedIn(page, person);
  await expect(page.getByText("Your session has ended.")).toBeVisible({ timeout: 40_000 });
  await page.getByRole("link", { name: "Sign in again" }).click();
  await signIn(page, person);
  await expect(page).toHaveURL("/dashboard?tab=2&q=a%2Fb");
});

test("signing out in one tab shows in the others, without a request from them", async ({
  page,
  context,
  stack,
}) => {
  const person = await signedInPerson(page, stack);
  await page.goto("/dashboard");
  await expectSignedIn(page, person);
  const tab = await context.newPage();
  await tab.goto("/profile");
  const requests: string[] = [];
  tab.on("request", (request) => {
    // The page's icon may still be loading.
    if (request.resourceType() !== "other") requests.push(request.url());
  });
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(tab.getByText("You signed out in another tab.")).toBeVisible();
  expect(requests).toEqual([]);
});
