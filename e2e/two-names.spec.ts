import { createAccount, expectSignedIn, signIn } from "./fixtures/people";
import { startStack } from "./fixtures/stack";
import { expect, test } from "./fixtures/test";

test("with two names in APP_URL, people sign in on either and stay there", async ({ page }) => {
  const stack = await startStack({ otherHosts: ["app.localhost"] });
  try {
    const person = await createAccount(stack);
    const { port } = new URL(stack.appUrl);
    // The first one is Ory's serve.public.base_url.
    for (const name of ["localhost", "app.localhost"]) {
      await page.goto(`http://${name}:${port}/dashboard?two`);
      await signIn(page, person);
      await expectSignedIn(page, person);
      await expect(page).toHaveURL(`http://${name}:${port}/dashboard?two`);
    }
  } finally {
    await stack.stop();
  }
});

test("a form that would post to another site than Ory's is not shown, and the log names the setting", async ({
  page,
}) => {
  const stack = await startStack({
    oryEnv: { SERVE_PUBLIC_BASE_URL: "http://elsewhere.example/" },
  });
  try {
    await page.goto(`${stack.appUrl}/auth/login`);
    await expect(page.getByRole("heading", { name: "This page failed" })).toBeVisible();
    await expect(page.locator("form[method=post] input[name=password]")).toHaveCount(0);
    expect(stack.output.join("\n")).toContain("set Ory's serve.public.base_url");
  } finally {
    await stack.stop();
  }
});
