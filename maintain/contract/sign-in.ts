import { signIn } from "../../e2e/fixtures/people";
import type { World } from "./world";

/**
 * Opens an example's protected page, signs in at the starter, and expects to return to the same
 * URL. Then signs out, if the example has a button for it. Returns the problems.
 */
export async function signInAndReturn(
  { browser, appUrl, person }: World,
  origin: string,
  { thenSignOut = false } = {},
): Promise<string[]> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const address = `${origin}/session?tab=a%2Fb`;
    await page.goto(address);
    await page.waitForURL(`${appUrl}/auth/login*`);
    await signIn(page, person);
    try {
      await page.waitForURL(address, { timeout: 60_000 });
    } catch {
      return [`after signing in the browser is on ${page.url()}`];
    }
    await page.getByRole("heading", { name: `Welcome, ${person.email}` }).waitFor();
    if (!thenSignOut) return [];

    await page.getByRole("button", { name: "Sign out" }).click();
    await page.waitForURL(`${origin}/`);
    await page.goto(address);
    await page.waitForURL(`${appUrl}/auth/login*`);
    return [];
  } finally {
    await context.close();
  }
}
