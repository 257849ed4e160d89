import { expect, test } from "./fixtures/test";
import { expectSignedIn, identityOf } from "./fixtures/people";
import { signedInPerson } from "./fixtures/signed-in";

test.use({
  stackOptions: {
    oryEnv: { SESSION_LIFESPAN: "60s", SESSION_EARLIEST_POSSIBLE_EXTEND: "60s" },
    appEnv: { ORY_ADMIN_URL: "" },
  },
});

test("without admin access staying signed in is not offered, and cannot be had", async ({
  page,
  stack,
}) => {
  const person = await signedInPerson(page, stack);
  await page.goto("/dashboard");
  await expectSignedIn(page, person);
  // The countdown is shown, so the session watch runs.
  await expect(page.getByText(/\(00:00:\d\d\)/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Stay signed in" })).toBeHidden();
  const before = await page.request.get("/api/session");
  const extended = await page.request.post("/auth/extend", {
    headers: { origin: stack.appUrl },
    form: { person: (await identityOf(stack, person.email))?.id ?? "", return_to: "/profile" },
  });
  expect(extended.url()).toBe(`${stack.appUrl}/profile`);
  const after = await page.request.get("/api/session");
  expect(await after.json()).toEqual(await before.json());
});

test("without admin access deleting the account is not offered, and cannot be had", async ({
  page,
  stack,
}) => {
  const { email } = await signedInPerson(page, stack);
  await page.goto("/settings");
  await expect(page.getByRole("region", { name: "This session" })).toBeVisible();
  await expect(page.getByText("Delete")).toHaveCount(0);
  expect((await page.goto("/settings/delete"))?.status()).toBe(404);
  const sent = await page.request.post("/auth/delete", {
    headers: { origin: stack.appUrl },
    form: { person: (await identityOf(stack, email))?.id ?? "", confirm: "yes" },
    maxRedirects: 0,
  });
  expect(sent.headers().location).toBe("/settings");
  expect((await page.request.get("/api/session")).status()).toBe(200);
});
