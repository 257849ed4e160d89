import { expect, test } from "./fixtures/test";
import { createAccount, expectSignedIn, signIn } from "./fixtures/people";
import { signedInPerson } from "./fixtures/signed-in";

const deepLink = "/dashboard?tab=a%2Fb&q=one+two";

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with script" : "without script", () => {
    test.use({ javaScriptEnabled });

    test("while Ory is down nobody is signed out, and then the very address works again", async ({
      browser,
      baseURL,
      stack,
      signedIn,
    }) => {
      const context = await browser.newContext({
        baseURL,
        javaScriptEnabled,
        storageState: signedIn.storageState,
      });
      const page = await context.newPage();
      await stack.ory.stopKratos();
      const response = await page.goto(deepLink);
      expect(response?.status()).toBe(503);
      expect(response?.headers()["retry-after"]).toMatch(/^\d+$/);
      await expect(page).toHaveURL(
        `/unavailable?return_to=${encodeURIComponent(deepLink)}`.replaceAll("%20", "+"),
      );
      await expect(page.getByText("You have not been signed out")).toBeVisible();
      const cookies = await context.cookies();
      expect(cookies.map(({ name }) => name)).toContain("ory_session_local");
      await page.getByRole("link", { name: "Try again" }).click();
      await expect(page.getByText("You have not been signed out")).toBeVisible();

      await stack.ory.startKratos();
      await page.getByRole("link", { name: "Try again" }).click();
      await expectSignedIn(page, signedIn.person);
      await expect(page).toHaveURL(deepLink);
      await context.close();
    });
  });
}

test("while Ory is down, signing out does not pretend to", async ({
  browser,
  baseURL,
  stack,
  signedIn,
}) => {
  const page = await browser.newPage({ baseURL, storageState: signedIn.storageState });
  await page.goto("/dashboard");
  await stack.ory.stopKratos();
  const answered = page.waitForResponse("**/unavailable*");
  await page.getByRole("button", { name: "Sign out" }).click();
  expect((await answered).status()).toBe(503);
  await expect(page.getByText("You have not been signed out")).toBeVisible();

  await stack.ory.startKratos();
  await page.goto("/dashboard");
  await expectSignedIn(page, signedIn.person);
  await page.close();
});

test("an outage that begins on a page shows at the next link, and ends with a retry", async ({
  browser,
  baseURL,
  stack,
  signedIn,
}) => {
  const page = await browser.newPage({ baseURL, storageState: signedIn.storageState });
  await page.goto("/dashboard");
  await stack.ory.stopKratos();
  await page.getByRole("link", { name: "Profile", exact: true }).click();
  await expect(page.getByText("You have not been signed out")).toBeVisible();

  await stack.ory.startKratos();
  await page.getByRole("link", { name: "Try again" }).click();
  await expect(page).toHaveURL("/profile");
  await expect(page.getByText(signedIn.person.email).first()).toBeVisible();
  await page.close();
});

test("while Ory is down the start page is there, and a sign-in can go on afterwards", async ({
  page,
  stack,
}) => {
  const person = await createAccount(stack);
  await page.goto(deepLink);
  await expect(page.getByLabel("Email")).toBeVisible();
  const form = page.url();

  await stack.ory.stopKratos();
  expect((await page.goto("/"))?.status()).toBe(200);
  await expect(page.getByRole("link", { name: "Sign in", exact: true })).toBeVisible();

  const begun = await page.goto("/auth/login");
  expect(begun?.status()).toBe(503);
  expect(begun?.headers()["retry-after"]).toMatch(/^\d+$/);
  await expect(page.getByRole("link", { name: "Try again" })).toBeVisible();

  expect((await page.goto(form))?.status()).toBe(503);
  await stack.ory.startKratos();
  await page.goto(form);
  await signIn(page, person);
  await expectSignedIn(page, person);
  await expect(page).toHaveURL(deepLink);
});

test("a form that is sent while Ory is down is not lost", async ({ page, stack }) => {
  const person = await createAccount(stack);
  await page.goto(deepLink);
  await page.getByLabel("Email").fill(person.email);
  await stack.ory.stopKratos();
  const answered = page.waitForResponse("**/self-service/login*");
  await signIn(page, person);
  expect((await answered).status()).toBe(503);
  await expect(page.getByText("Your form may not have arrived")).toBeVisible();

  await stack.ory.startKratos();
  await page.reload();
  await expectSignedIn(page, person);
  await expect(page).toHaveURL(deepLink);
});

test("a tab that opens the start page during an outage tells the others nothing", async ({
  page,
  context,
  stack,
}) => {
  const person = await signedInPerson(page, stack);
  await page.goto("/dashboard");
  await expectSignedIn(page, person);
  await page.evaluate(() => {
    new BroadcastChannel("session").onmessage = ({ data }: MessageEvent<{ id?: string }>) => {
      document.title += data.id ? " [a session]" : " [signed out]";
    };
  });
  const tab = await context.newPage();
  await stack.ory.stopKratos();
  await tab.goto("/");
  await expect(tab.getByText("You stay signed in.")).toBeVisible();
  await stack.ory.startKratos();
  await tab.goto("/profile");
  // Messages arrive in order, so by now any earlier one would show too.
  await expect(page).toHaveTitle(/\[a session\]/);
  await expect(page).not.toHaveTitle(/\[signed out\]/);
});
