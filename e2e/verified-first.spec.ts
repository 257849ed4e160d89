import { expect, test } from "./fixtures/test";
import { expectSignedIn, newPerson, readMailCode, register, signIn } from "./fixtures/people";

// A project that lets people in only once their address is verified.
test.use({
  stackOptions: {
    oryEnv: {
      SELFSERVICE_FLOWS_REGISTRATION_AFTER_PASSWORD_HOOKS: JSON.stringify([
        { hook: "show_verification_ui" },
      ]),
      SELFSERVICE_FLOWS_LOGIN_AFTER_PASSWORD_HOOKS: JSON.stringify([
        { hook: "require_verified_address" },
      ]),
    },
  },
});

test("the browser that signed up verifies the address signed out, and keeps its password", async ({
  page,
  stack,
}) => {
  const person = newPerson();
  await page.goto("/auth/registration?return_to=/dashboard");
  await register(page, person);
  const code = await readMailCode(stack, person.email, /verify/i);
  await page.getByLabel("Verification code").fill(code);
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByLabel("Verification code")).toHaveCount(0);

  await page.goto("/dashboard");
  await signIn(page, person);
  await expectSignedIn(page, person);
});
