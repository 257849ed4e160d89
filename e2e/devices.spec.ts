import type { Browser, Page } from "@playwright/test";
import { expect, test } from "./fixtures/test";
import { createAccount, expectSignedIn, type Person } from "./fixtures/people";
import { addTotp } from "./fixtures/second-factor";
import { signedInPerson, signInByRequest } from "./fixtures/signed-in";
import type { Stack } from "./fixtures/stack";

const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
const safari =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1";

test("all devices are listed in words, and one of them can be signed out", async ({
  page,
  browser,
  stack,
}) => {
  const person = await createAccount(stack);
  const other = await signInElsewhere(browser, stack, person, firefox);
  const third = await signInElsewhere(browser, stack, person, safari);
  await signInByRequest(page, person);
  await page.goto("/settings/sessions");
  await expect(page.getByRole("region", { name: "This device" })).toContainText("Chrome on");
  const devices = page.getByRole("region", { name: "Other devices" }).getByRole("listitem");
  await expect(devices).toHaveCount(2);

  await devices
    .filter({ hasText: "Firefox on Linux" })
    .getByRole("button", { name: "Sign out" })
    .click();
  await expect(page.getByText("That device is signed out.")).toBeVisible();
  await expect(devices).toHaveText(/Safari on iOS/);

  await other.goto("/dashboard?here");
  await expect(other.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await third.goto("/dashboard");
  await expectSignedIn(third, person);
});

test("all other devices are signed out at once, this one stays", async ({
  page,
  browser,
  stack,
}) => {
  const person = await createAccount(stack);
  const others = [
    await signInElsewhere(browser, stack, person, firefox),
    await signInElsewhere(browser, stack, person, safari),
  ];
  await signInByRequest(page, person);
  await page.goto("/settings/sessions");
  await page.getByRole("button", { name: "Sign out all other devices" }).click();
  await expect(page.getByText("You aren’t signed in anywhere else.")).toBeVisible();
  for (const other of others) {
    await other.goto("/dashboard");
    await expect(other.getByRole("heading", { name: "Sign in" })).toBeVisible();
  }
});

test("a new authenticator app offers to sign out the other devices", async ({
  page,
  browser,
  stack,
}) => {
  const person = await createAccount(stack);
  const other = await signInElsewhere(browser, stack, person, firefox);
  await signInByRequest(page, person);
  await addTotp(page);
  await page.getByRole("button", { name: "Sign out all other devices" }).click();
  await expect(page.getByText("All other devices are signed out.")).toBeVisible();
  await other.goto("/dashboard");
  await expect(other.getByRole("heading", { name: "Sign in" })).toBeVisible();
});

test("a device can be signed out without script", async ({ browser, stack }) => {
  const person = await createAccount(stack);
  await signInElsewhere(browser, stack, person, firefox);
  const page = await browser.newPage({ baseURL: stack.appUrl, javaScriptEnabled: false });
  await signInByRequest(page, person);
  await page.goto("/settings/sessions");
  await page.getByRole("listitem").getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByText("That device is signed out.")).toBeVisible();
});

test("an address that a client makes up is not believed", async ({ browser, stack }) => {
  const page = await browser.newPage({
    baseURL: stack.appUrl,
    extraHTTPHeaders: { "x-forwarded-for": "203.0.113.7", "true-client-ip": "203.0.113.7" },
  });
  await signedInPerson(page, stack);
  await page.goto("/settings/sessions");
  const here = page.getByRole("region", { name: "This device" });
  await expect(here).toContainText("Signed in");
  await expect(here).not.toContainText("203.0.113.7");
});

async function signInElsewhere(
  browser: Browser,
  stack: Stack,
  person: Person,
  userAgent: string,
): Promise<Page> {
  const page = await browser.newPage({ baseURL: stack.appUrl, userAgent });
  await signInByRequest(page, person);
  return page;
}
