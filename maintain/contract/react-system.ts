import type { BrowserContext, Page } from "@playwright/test";
import type { Credential, Expectation } from "./cases";
import { signInAndReturn } from "./sign-in";
import type { System } from "./system";
import type { World } from "./world";

/** The single-page app, tested in a browser. */
export function reactSystem(world: World): System {
  return {
    check: async (credential, expected) => {
      const context = await world.browser.newContext();
      try {
        return await checkApp(world, context, credential, expected);
      } finally {
        await context.close();
      }
    },
    signIn: () => signInAndReturn(world, world.origins.react, { thenSignOut: true }),
  };
}

async function checkApp(
  { origins, appUrl, person }: World,
  context: BrowserContext,
  credential: Credential,
  expected: Expectation,
): Promise<string[]> {
  const origin = origins.react;
  const problems: string[] = [];
  const page = await context.newPage();
  await use(credential, context, page, origin);
  const flash = await watchForFlash(page, origin);
  const address = `${origin}/session?tab=a%2Fb`;
  const leaves = page.waitForRequest(
    (request) => request.isNavigationRequest() && request.url().startsWith(appUrl),
    { timeout: 120_000 },
  );
  leaves.catch(() => undefined);
  const asks = page.waitForRequest("**/sessions/whoami").then(() => performance.now());
  asks.catch(() => undefined);
  await page.goto(address, { waitUntil: "commit" });

  const expectToLeaveFor = async (pathname: string, aal: string | null) => {
    const { pathname: got, searchParams } = new URL((await leaves).url());
    const right =
      got === pathname &&
      searchParams.get("aal") === aal &&
      searchParams.get("return_to") === address;
    if (!right) problems.push(`left for ${(await leaves).url()}`);
    return right;
  };
  switch (expected.shows) {
    case "session":
      await page.getByRole("heading", { name: `Welcome, ${person.email}` }).waitFor();
      return problems;
    case "login":
      if (!(await expectToLeaveFor("/auth/login", null))) break;
      await page.getByLabel("Password", { exact: true }).waitFor();
      break;
    case "second factor":
      if (!(await expectToLeaveFor("/self-service/login/browser", "aal2"))) break;
      // Only a cookie survives the navigation.
      if (credential && "cookie" in credential) {
        await page.locator("input[name=totp_code]").waitFor();
      }
      break;
    case "outage": {
      await page.getByRole("alert").getByText("You have not been signed out").waitFor();
      const seconds = (performance.now() - (await asks)) / 1000;
      if (expected.withinSeconds && seconds > expected.withinSeconds) {
        problems.push(`showed the outage after ${seconds.toFixed(1)} s`);
      }
      if (page.url() !== address) problems.push(`went to ${page.url()} in an outage`);
      const kept = (await context.cookies()).some(({ name }) => name.startsWith("ory_session_"));
      if (credential && "cookie" in credential && !kept) problems.push("lost its cookie");
    }
  }
  if (flash.seen()) problems.push("showed something protected");
  return problems;
}

/** Sets the cookie in the browser. A token is sent as by a native app around this one. */
async function use(
  credential: Credential,
  context: BrowserContext,
  page: Page,
  origin: string,
): Promise<void> {
  if (!credential) return;
  if ("token" in credential) {
    await page.route("**/sessions/whoami", async (route) => {
      const headers = await route.request().allHeaders();
      const authorization = `Bearer ${credential.token}`;
      await route.continue({ headers: { ...headers, authorization } });
    });
    return;
  }
  for (const pair of credential.cookie.split("; ")) {
    const [, name = "", value = ""] = /^([^=]+)=(.*)$/.exec(pair) ?? [];
    await context.addCookies([{ name, value, url: origin, httpOnly: true }]);
  }
}

/** Detects a protected page in the document, even if it only flashes. */
async function watchForFlash(page: Page, origin: string): Promise<{ seen: () => boolean }> {
  let seen = false;
  await page.exposeFunction("protectedPageSeen", () => {
    seen = true;
  });
  await page.addInitScript(`
    new MutationObserver(() => {
      if (document.querySelector("dl") || /Welcome,/.test(document.body?.textContent ?? "")) {
        if (location.origin === "${origin}") window.protectedPageSeen();
      }
    }).observe(document, { childList: true, subtree: true, characterData: true });
  `);
  return { seen: () => seen };
}
