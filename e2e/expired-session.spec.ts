import { expect, test } from "./fixtures/test";
import { expectSignedIn, signIn } from "./fixtures/people";
import { signedInPerson } from "./fixtures/signed-in";

test.use({ stackOptions: { oryEnv: { SESSION_LIFESPAN: "10s" } } });

test("a session that ran out leads to sign-in, and back to the address that was asked for", async ({
  page,
  context,
  stack,
}) => {
  const person = await signedInPerson(page, stack);
  await page.goto("/dashboard");
  await expectSignedIn(page, person);
  // The browser would drop the cookie when the session expires. Kept, it makes Ory decide.
  const cookies = await context.cookies();
  await context.addCookies(cookies.map((cookie) => ({ ...cookie, expires: -1 })));
  await expect
    .poll(async () => (await page.request.get("/api/session")).status(), { timeout: 20_000 })
    .toBe(401);

  await page.goto("/profile?from=mail&q=one+two");
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  expect((await context.cookies()).map(({ name }) => name)).toContain("ory_session_local");
  await signIn(page, person);
  await expect(page).toHaveURL("/profile?from=mail&q=one+two");
});
