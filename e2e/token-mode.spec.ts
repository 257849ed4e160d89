import type { Page } from "@playwright/test";
import type { FaultProxy } from "./fixtures/fault-proxy";
import { expect, test as base } from "./fixtures/fault-fixtures";
import {
  createAccount,
  expectSignedIn,
  identities,
  identityOf,
  newPerson,
  type Person,
  signIn,
} from "./fixtures/people";
import { send } from "./fixtures/raw-http";
import { cookieHeader, signInByRequest } from "./fixtures/signed-in";
import { tokenBinding } from "../lib/token-mode/session-token";

// Long enough for several views on a slow machine, short enough to see it expire.
const lifetimeSeconds = 12;
const deepLink = "/dashboard?tab=a%2Fb&q=one+two";

const test = base.extend({
  stackOptions: [
    async ({ oryProxy }, use) => {
      const appEnv = { NEXT_PUBLIC_ORY_SDK_URL: oryProxy.url };
      await use({ appEnv, tokenMode: { ttl: `${lifetimeSeconds}s` } });
    },
    { scope: "worker" },
  ],
});

// One worker for all tests, because each worker would start its own stack.
test.describe.configure({ mode: "default" });

/** Signs in and opens the dashboard, which makes Ory issue a token. */
async function signedIn(page: Page, person: Person): Promise<void> {
  await signInByRequest(page, person);
  await page.goto("/dashboard");
  await expectSignedIn(page, person);
}

/** Follows the link to the start page by client-side navigation. */
async function goToStartPage(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Ory Next.js Starter" }).click();
  await expect(page.getByText("Signed in as")).toBeVisible();
}

/** Returns how often Ory checked a session since `oryProxy.requests` was emptied. */
function sessionChecks(proxy: FaultProxy): number {
  return proxy.requests.filter(({ path }) => path.startsWith("/sessions/whoami")).length;
}

async function tokenCookie(page: Page) {
  return (await page.context().cookies()).find(({ name }) => name === "session_token");
}

/** Removes the token from the browser, as when it expires. */
async function dropToken(page: Page): Promise<void> {
  await page.context().clearCookies({ name: "session_token" });
}

async function tokenExpires(page: Page): Promise<void> {
  await expect.poll(() => tokenCookie(page), { timeout: 20_000 }).toBeUndefined();
}

test("a view asks Ory nothing while the token is valid, and once when it is not", async ({
  page,
  stack,
  oryProxy,
}) => {
  const person = await createAccount(stack);
  await signedIn(page, person);
  const token = await tokenCookie(page);
  expect(token).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/", domain: "localhost" });

  oryProxy.requests = [];
  for (let view = 0; view < 3; view++) {
    await page.goto(`/dashboard?view=${view}`);
    await expectSignedIn(page, person);
  }
  await goToStartPage(page);
  await page.getByRole("link", { name: "Dashboard", exact: true }).click();
  await expectSignedIn(page, person);
  expect(sessionChecks(oryProxy)).toBe(0);

  await dropToken(page);
  await page.goto("/dashboard");
  await expectSignedIn(page, person);
  expect(sessionChecks(oryProxy)).toBe(1);
});

test("a client-side navigation has an expired token made again, once", async ({
  page,
  stack,
  oryProxy,
}) => {
  const person = await createAccount(stack);
  await signedIn(page, person);
  await goToStartPage(page);
  await dropToken(page);
  oryProxy.requests = [];
  for (let view = 0; view < 3; view++) {
    await page.getByRole("link", { name: "Dashboard", exact: true }).click();
    await expectSignedIn(page, person);
    await goToStartPage(page);
  }
  expect(await tokenCookie(page)).toBeDefined();
  expect(sessionChecks(oryProxy)).toBe(1);
});

test("while Ory is down pages go on as long as the token lasts, then the outage shows", async ({
  page,
  stack,
  oryProxy,
}) => {
  const person = await createAccount(stack);
  await signedIn(page, person);
  await dropToken(page);
  await page.goto("/dashboard");
  await oryProxy.breakWith("down");
  await page.goto(deepLink);
  await expectSignedIn(page, person);

  await tokenExpires(page);
  const response = await page.goto(deepLink);
  expect(response?.status()).toBe(503);
  await expect(page.getByText("You have not been signed out")).toBeVisible();

  await oryProxy.recover();
  await page.getByRole("link", { name: "Try again" }).click();
  await expectSignedIn(page, person);
  await expect(page).toHaveURL(deepLink);
});

test("a slow Ory is waited for once, not by the gate and then by the page", async ({
  page,
  stack,
  oryProxy,
}) => {
  await signedIn(page, await createAccount(stack));
  await dropToken(page);
  await oryProxy.breakWith("slow 10 s");
  oryProxy.requests = [];
  const response = await page.goto("/dashboard");
  expect(response?.status()).toBe(503);
  expect(sessionChecks(oryProxy)).toBe(1);
  await oryProxy.recover();
});

test("a revoked session is noticed within the token's lifetime, and at once where it matters", async ({
  page,
  stack,
  browser,
  baseURL,
}) => {
  const person = await createAccount(stack);
  const elsewhere = await browser.newPage({ baseURL });
  await signedIn(elsewhere, person);
  await signedIn(page, person);
  await elsewhere.goto("/settings/sessions");
  const started = Date.now();
  await elsewhere.getByRole("button", { name: "Sign out all other devices" }).click();
  await expect(elsewhere).toHaveURL(/done=others/);
  await elsewhere.close();

  // These pages ask Ory regardless of the token.
  const kept = await cookieHeader(page.context());
  expect((await send(stack.appUrl, "GET", "/profile", { cookie: kept })).status).toBe(307);
  await expect
    .poll(async () => (await send(stack.appUrl, "GET", "/dashboard", { cookie: kept })).status, {
      timeout: 20_000,
    })
    .toBe(307);
  expect(Date.now() - started).toBeLessThan((lifetimeSeconds + 2) * 1000);
});

test("signing out takes the token along, and the next person is nobody else", async ({
  page,
  stack,
}) => {
  const [ann, bob] = [await createAccount(stack), await createAccount(stack, newPerson())];
  await signedIn(page, ann);
  const annsToken = await tokenCookie(page);
  expect(annsToken).toBeDefined();
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page.getByText("Nobody is signed in")).toBeVisible();
  expect(await tokenCookie(page)).toBeUndefined();

  await signedIn(page, bob);
  // Ann's token in Bob's browser, as after a proxy mixes up cookies.
  if (annsToken) await page.context().addCookies([annsToken]);
  await page.goto("/dashboard");
  await expectSignedIn(page, bob);
});

test("a role is Ory's to say at each view, and the token goes with the account", async ({
  page,
  stack,
}) => {
  const admin = await createAccount(stack, newPerson(), "admin");
  await signedIn(page, admin);
  expect((await page.goto("/admin"))?.status()).toBe(200);
  expect(await tokenCookie(page)).toBeDefined();
  const id = (await identityOf(stack, admin.email))?.id ?? "";
  await identities(stack).patchIdentity({
    id,
    jsonPatch: [{ op: "add", path: "/metadata_public", value: {} }],
  });
  expect((await page.goto("/admin"))?.status()).toBe(404);

  await page.goto("/dashboard");
  expect(await tokenCookie(page)).toBeDefined();
  await page.goto("/settings/delete");
  await page.getByRole("checkbox").check();
  await page.getByRole("button", { name: "Delete my account" }).click();
  await expect(page.getByText("Your account is deleted")).toBeVisible();
  expect(await tokenCookie(page)).toBeUndefined();
});

test("what is changed in the settings shows on the next page", async ({ page, stack }) => {
  const person = await createAccount(stack);
  await signedIn(page, person);
  const renamed = newPerson().email;
  await page.goto("/settings");
  const profile = page.getByRole("region", { name: "Profile" });
  await profile.getByLabel("Email").fill(renamed);
  await profile.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Your changes have been saved")).toBeVisible();
  await page.getByRole("link", { name: "Dashboard", exact: true }).click();
  await expectSignedIn(page, { ...person, email: renamed });
});

test("no header or cookie that a client makes up gets past the page", async ({ page, stack }) => {
  const person = await createAccount(stack);
  await signedIn(page, person);
  const genuine = (await tokenCookie(page))?.value ?? "";
  const payload = genuine.split(".")[2] ?? "";
  const none = Buffer.from(JSON.stringify({ alg: "none" })).toString("base64url");
  const forged = "ory_session_local=MTczMjM0NTY3OHxmb3JnZWQ";
  const bound = await tokenBinding(forged);
  const cookies = [
    "",
    forged,
    `session_token=${genuine}`,
    `${forged}; session_token=${genuine}`,
    `${forged}; session_token=${bound}.${none}.${payload}.`,
    `${forged}; session_token=${bound}.${none}.${payload}.AAAA`,
  ];
  const disguises: Record<string, string>[] = [
    {},
    { rsc: "1" },
    { rsc: "1", "next-router-prefetch": "1", "next-router-segment-prefetch": "/_tree" },
    { "x-requested-path": "/dashboard" },
    { "x-middleware-subrequest": "middleware:middleware:middleware:middleware:middleware" },
  ];
  for (const cookie of cookies) {
    for (const disguise of disguises) {
      // Next.js's own navigation adds this parameter. Without it, the server only adjusts the URL.
      const path = disguise.rsc ? "/dashboard?_rsc" : "/dashboard";
      const answer = await send(stack.appUrl, "GET", path, { ...disguise, cookie });
      const what = `${JSON.stringify(disguise)} with ${cookie}`;
      expect(answer.text, what).not.toContain(person.email);
      expect(answer.text, what).not.toMatch(/Welcome,|Sign out/);
    }
  }
});

test("a session that is lost shows at the next link, and signing in leads to its page", async ({
  page,
  stack,
}) => {
  const person = await createAccount(stack);
  await signedIn(page, person);
  const cookies = await page.context().cookies();
  await page
    .context()
    .addCookies(
      cookies
        .filter(({ name }) => name === "ory_session_local")
        .map((cookie) => ({ ...cookie, value: "MTczMjM0NTY3OHxmb3JnZWQ" })),
    );
  // The gate lets this navigation pass, so the page itself has to detect it.
  await page.getByRole("link", { name: "Profile", exact: true }).click();
  await signIn(page, person);
  await expect(page).toHaveURL("/profile");
});
