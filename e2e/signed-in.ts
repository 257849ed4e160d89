import { type BrowserContext, expect, type Page } from "@playwright/test";
import { createAccount, type Person } from "./people";
import { flowSchema, passwordSignIn } from "./session-cookie";
import type { Stack } from "./stack";

/**
 * Signs in with a password by two requests, without opening a page, as the browser that `page`
 * belongs to: it gets the very cookies that the login page's form would give it. For what is not
 * about getting in: a sign-in by hand (`signIn`) takes over a second.
 */
export async function signInByRequest(page: Page, person: Person): Promise<void> {
  const headers = { accept: "application/json" };
  const begun = await page.request.get("/self-service/login/browser", { headers });
  const flow = flowSchema.parse(await begun.json());
  const done = await page.request.post(flow.action, {
    headers,
    data: passwordSignIn(flow, person),
  });
  expect(done.status(), "of signing in").toBe(200);
}

/** Makes an account, and signs its owner in as `signInByRequest` does. */
export async function signedInPerson(page: Page, stack: Stack): Promise<Person> {
  const person = await createAccount(stack);
  await signInByRequest(page, person);
  return person;
}

/** Returns the `Cookie` header that a browser would send, for requests that are put together by hand. */
export async function cookieHeader(context: BrowserContext): Promise<string> {
  const cookies = await context.cookies();
  return cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
}
