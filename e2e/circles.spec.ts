import { expect, test } from "./fixtures/fault-fixtures";
import { createAccount } from "./fixtures/people";
import { Tab } from "./fixtures/tab";

test("an app and an Ory that disagree about a session end in a page that explains", async ({
  stack,
  oryProxy,
}) => {
  const person = await createAccount(stack);
  const visitor = await new Tab(stack.appUrl).open("/profile?x");
  await visitor.signIn(person);
  // Makes the app see no session where Ory sees one.
  oryProxy.disagrees.set("/sessions/whoami", 401);
  await visitor.open("/profile?x");
  expect(visitor.heading).toBe("You’re going in circles");
  expect(visitor.hops.filter((address) => address === "/profile?x")).toHaveLength(3);

  oryProxy.disagrees.clear();
  await visitor.press("Sign out");
  expect(visitor.heading).toBe("Sign in");
  await visitor.signIn(person);
  expect(visitor.url).toMatch(/^\/profile\?x/);
});
