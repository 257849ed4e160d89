import { expect, test } from "./fixtures/test";
import { readMailCode } from "./fixtures/people";
import { signedInPerson } from "./fixtures/signed-in";

test("an address is verified with a mailed code, and a wrong code is no way out", async ({
  page,
  stack,
}) => {
  const person = await signedInPerson(page, stack);
  await page.goto("/profile");
  await page.getByRole("link", { name: "Verify it" }).click();
  await page.getByLabel("Email").fill(person.email);
  await page.getByRole("button", { name: "Continue" }).click();
  const code = await readMailCode(stack, person.email, /verify/i);

  await page.getByLabel("Verification code").fill(code === "000000" ? "111111" : "000000");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "invalid" })).toBeVisible();

  await page.getByLabel("Verification code").fill(code);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("link", { name: "Continue" }).click();
  await expect(page).toHaveURL("/profile");
  await expect(page.getByText("Verified", { exact: true })).toBeVisible();
});
