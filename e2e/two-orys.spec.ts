import { expect, test } from "./fixtures/test";
import { createAccount, expectSignedIn, signIn, signOut } from "./fixtures/people";
import { startStack } from "./fixtures/stack";

test("one build serves two Orys, each with its own accounts and sessions", async ({
  page,
  stack,
}) => {
  const other = await startStack();
  try {
    const here = await createAccount(stack);
    const there = await createAccount(other);

    await page.goto(`${stack.appUrl}/dashboard`);
    await signIn(page, here);
    await expectSignedIn(page, here);
    // Cookies ignore ports, so the other stack gets this one's session, which it doesn't know.
    await page.goto(`${other.appUrl}/dashboard`);
    await signIn(page, here);
    await expect(page.getByText("The provided credentials are invalid")).toBeVisible();
    await signIn(page, there);
    await expectSignedIn(page, there);
    await expect(page).toHaveURL(`${other.appUrl}/dashboard`);
    await signOut(page);
  } finally {
    await other.stop();
  }
});
