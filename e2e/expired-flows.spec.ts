import { expect, test } from "./fixtures/test";
import { createAccount, readMail, readMailCode } from "./fixtures/people";
import type { Stack } from "./fixtures/stack";
import { Tab } from "./fixtures/tab";

// Short-lived flows.
test.use({
  stackOptions: {
    oryEnv: {
      SELFSERVICE_FLOWS_LOGIN_LIFESPAN: "10s",
      SELFSERVICE_FLOWS_RECOVERY_LIFESPAN: "10s",
      SELFSERVICE_FLOWS_VERIFICATION_LIFESPAN: "10s",
    },
  },
});

test("an expired verification link sends a new code to the same address", async ({ stack }) => {
  const person = await createAccount(stack);
  const visitor = await new Tab(stack.appUrl).open("/dashboard");
  await visitor.signIn(person);
  await visitor.open("/auth/verification?return_to=/profile?x");
  await visitor.press("Continue", { email: person.email });
  const mail = await readMail(stack, person.email, /verif/i);
  await expire(stack, visitor);
  await visitor.open(/http\S+/.exec(mail.text)?.[0] ?? "none");
  expect(visitor.messages.join()).toContain("This code has expired");
  await visitor.press(`Send a new code to ${person.email}`);
  await visitor.press("Continue", { code: await readMailCode(stack, person.email, /verif/i) });
  expect(visitor.messages.join()).toContain("Your address is verified");
});

for (const type of ["login", "recovery"] as const) {
  test(`an expired page of ${type} begins anew where it is sent or reloaded`, async ({ stack }) => {
    const person = await createAccount(stack);
    const visitor = await new Tab(stack.appUrl).open(`/auth/${type}?return_to=/profile?x`);
    const reloaded = await visitor.tab().open(`/auth/${type}?return_to=/profile?x`);
    await expire(stack, reloaded);
    const field = type === "login" ? "identifier" : "email";
    await visitor.press(type === "login" ? "Send sign in code" : "Continue", {
      [field]: person.email,
    });
    expect(visitor.messages.join()).toMatch(/open for too long|has expired/);
    expect(visitor.field(field)).toBe(person.email);
    expect(visitor.url).toContain("return_to=%2Fprofile%3Fx");
    await reloaded.reload();
    expect(reloaded.url).toContain("return_to=%2Fprofile%3Fx");
  });
}

/** Waits until Ory no longer accepts the shown page's flow. */
async function expire(stack: Stack, visitor: Tab): Promise<void> {
  const { pathname, searchParams } = new URL(visitor.url, stack.appUrl);
  const flow = `${pathname.replace("/auth", "/self-service")}/flows?id=${searchParams.get("flow") ?? ""}`;
  const headers = { cookie: await visitor.cookieHeader() };
  await expect
    .poll(async () => (await fetch(stack.ory.publicUrl + flow, { headers })).status, {
      timeout: 40_000,
    })
    .toBe(410);
}
