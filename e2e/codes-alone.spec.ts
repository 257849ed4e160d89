import { createAccount, readMailCode } from "./fixtures/people";
import { Tab } from "./fixtures/tab";
import { expect, test } from "./fixtures/test";

// A project that used to take passwords.
test.use({ stackOptions: { oryEnv: { SELFSERVICE_METHODS_PASSWORD_ENABLED: "false" } } });

test("the first code signs in although the account has a password from before, which then opens nothing", async ({
  stack,
}) => {
  const person = await createAccount(stack);
  const visitor = await new Tab(stack.appUrl).open("/profile?x");
  await visitor.press("Send sign in code", { identifier: person.email });
  await visitor.press("Continue", { code: await readMailCode(stack, person.email, /sign in/i) });
  expect(visitor.heading).toBe("Your address is confirmed");
  await visitor.follow("Go on");
  expect(visitor.url).toBe("/profile?x");
  expect(visitor.heading).toBe(person.firstName);

  await stack.ory.stopKratos();
  await stack.ory.startKratos({ SELFSERVICE_METHODS_PASSWORD_ENABLED: "true" });
  const other = await new Tab(stack.appUrl).open("/dashboard");
  await other.signIn(person);
  expect(other.messages.join()).toContain("The provided credentials are invalid");
});
