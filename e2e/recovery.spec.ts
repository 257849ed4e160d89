import { expect, test } from "./fixtures/test";
import { createAccount, expectSignedIn, readMailCode, signIn, signOut } from "./fixtures/people";

test("a mailed code lets in who forgot the password, to set a new one, and leads back", async ({
  page,
  stack,
}) => {
  const person = await createAccount(stack);
  await page.goto("/dashboard?tab=2");
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await page.getByLabel("Email").fill(person.email);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByLabel("Recovery code").fill(await readMailCode(stack, person.email, /recover/i));
  await page.getByRole("button", { name: "Continue" }).click();

  await expect(page).toHaveURL(/\/settings\?flow=/);
  const changed = { ...person, password: `new ${person.password}` };
  const section = page.getByRole("region", { name: "Password" });
  await section.getByLabel("Password", { exact: true }).fill(changed.password);
  await section.getByRole("button", { name: "Save" }).click();
  await expectSignedIn(page, person);
  await expect(page).toHaveURL("/dashboard?tab=2");

  await signOut(page);
  await page.goto("/dashboard");
  await signIn(page, changed);
  await expectSignedIn(page, changed);
});

test("recovery says the same to an address that has no account", async ({ page, stack }) => {
  const person = await createAccount(stack);
  const said: string[] = [];
  for (const address of [person.email, `not-${person.email}`]) {
    await page.goto("/auth/recovery");
    await page.getByLabel("Email").fill(address);
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(page.getByLabel("Recovery code")).toBeVisible();
    said.push((await page.getByRole("main").innerText()).replaceAll(address, "…"));
  }
  expect(said[1]).toBe(said[0]);
});
