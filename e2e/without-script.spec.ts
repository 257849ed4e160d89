import { expect, test } from "./fixtures";
import {
  createAccount,
  expectSignedIn,
  newPerson,
  register,
  signIn,
  signInWithCode,
  signOut,
} from "./people";

test.use({ javaScriptEnabled: false });

const deepLink = "/dashboard?tab=a%2Fb&q=one+two&next=https%3A%2F%2Fexample.com";

test("without script, a deep link leads through sign-up and back to that address", async ({
  page,
}) => {
  const person = newPerson();
  await page.goto(deepLink);
  await page.getByRole("link", { name: "Create an account" }).click();
  await register(page, person);
  await expectSignedIn(page, person);
  await expect(page).toHaveURL(deepLink);
});

test("without script, a deep link leads through sign-in, past a wrong password, and back", async ({
  page,
  stack,
}) => {
  const person = await createAccount(stack);
  await page.goto(deepLink);
  await signIn(page, { ...person, password: "not-the-password" });
  await expect(page.getByText("The provided credentials are invalid")).toBeVisible();
  await expect(page.getByLabel("Email")).toHaveValue(person.email);
  await signIn(page, person);
  await expectSignedIn(page, person);
  await expect(page).toHaveURL(deepLink);
});

test("without script, a mailed code signs in, and the button signs out", async ({
  page,
  stack,
}) => {
  const person = await createAccount(stack);
  await page.goto("/dashboard");
  await signInWithCode(page, stack, person);
  await expectSignedIn(page, person);
  await signOut(page);
});
