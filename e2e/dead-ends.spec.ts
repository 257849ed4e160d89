import { expect, test } from "./fixtures/test";
import {
  createAccount,
  createVerifiedAccount,
  identityOf,
  newPerson,
  readMail,
  readMailCode,
} from "./fixtures/people";
import { createAccountWithTotp, totpCode } from "./fixtures/second-factor";
import type { Stack } from "./fixtures/stack";
import { Tab } from "./fixtures/tab";

// Whatever Ory rejects, the page offers a next step that leads to the original destination. None of
// it needs JavaScript, so forms are sent as a browser without script sends them.

test.describe("tabs that wait at sign-in", () => {
  test("each lead to their own page after another tab signed in", async ({ stack }) => {
    const person = await createAccount(stack);
    const first = await new Tab(stack.appUrl).open("/dashboard?one");
    const second = await first.tab().open("/profile?two");
    const third = await first.tab().open("/profile?three");
    await first.signIn(person);
    expect(first.url).toMatch(/^\/dashboard\?one/);
    await second.signIn(person);
    expect(second.url).toMatch(/^\/profile\?two/);
    await third.reload();
    expect(third.url).toMatch(/^\/profile\?three/);
  });

  test("say who is signed in to somebody else, who can sign in instead", async ({ stack }) => {
    const [ann, bea] = [await createAccount(stack), await createAccount(stack)];
    const first = await new Tab(stack.appUrl).open("/dashboard");
    const second = await first.tab().open("/profile?two");
    await first.signIn(ann);
    await second.signIn(bea);
    expect(second.heading).toBe("Another account is signed in");
    expect(second.text).toContain("You’re signed in as");
    await second.press("Sign out");
    expect(second.heading).toBe("Sign in");
    await second.signIn(bea);
    expect(second.url).toMatch(/^\/profile\?two/);
    expect(second.text).toContain(bea.email);
  });

  test("begin again where another tab signed in and out, with the destination and the address kept", async ({
    stack,
  }) => {
    const person = await createAccount(stack);
    const first = await new Tab(stack.appUrl).open("/profile?one");
    const second = await first.tab().open("/dashboard");
    await second.signIn(person);
    await second.press("Sign out");
    await first.signIn(person);
    expect(first.heading).toBe("Sign in");
    expect(first.messages.join()).toContain("nothing was sent");
    expect(first.field("identifier")).toBe(person.email);
    await first.signIn(person);
    expect(first.url).toMatch(/^\/profile\?one/);
  });

  test("begin the same second step again after another tab took it", async ({ stack }) => {
    const { person, secret } = await createAccountWithTotp(stack);
    const first = await new Tab(stack.appUrl).open("/dashboard");
    await first.signIn(person);
    const second = await first.tab().open("/profile?two");
    await first.press("Use Authenticator", { totp_code: totpCode(secret) });
    await second.press("Use Authenticator", { totp_code: totpCode(secret) });
    expect(second.url).toMatch(/^\/profile\?two/);
  });
});

test("a sign-in page begun in another browser begins anew, with its destination", async ({
  stack,
}) => {
  const person = await createAccount(stack);
  const here = await new Tab(stack.appUrl).open("/profile?tab=2");
  const elsewhere = await new Tab(stack.appUrl).open(here.url);
  expect(elsewhere.heading).toBe("Sign in");
  await elsewhere.signIn(person);
  expect(elsewhere.url).toBe("/profile?tab=2");
});

test("a browser without cookies is told so, and starts again with its destination", async ({
  stack,
}) => {
  const visitor = new Tab(stack.appUrl);
  visitor.acceptsCookies = false;
  await visitor.open("/profile?tab=2");
  expect(visitor.heading).toBe("This page needs a cookie");
  visitor.acceptsCookies = true;
  await visitor.follow("Start again");
  await visitor.signIn(await createAccount(stack));
  expect(visitor.url).toBe("/profile?tab=2");
});

test.describe("settings", () => {
  test("of a signed-out tab lead to the sign-in and back to the settings", async ({ stack }) => {
    const person = await createAccount(stack);
    const settings = await new Tab(stack.appUrl).open("/settings");
    await settings.signIn(person);
    const other = await settings.tab().open("/dashboard");
    await other.press("Sign out");
    await settings.press("Save", { "traits.name.first": "Nobody" }, "profile");
    expect(settings.heading).toBe("Sign in");
    await settings.signIn(person);
    expect(settings.url).toMatch(/^\/settings\?flow=/);
    expect(settings.field("traits.name.first")).toBe(person.firstName);
  });

  test("of somebody who was signed in before are shown anew, with one sentence, and change nothing", async ({
    stack,
  }) => {
    const [ann, bea] = [await createAccount(stack), await createAccount(stack)];
    const settings = await new Tab(stack.appUrl).open("/settings");
    await settings.signIn(ann);
    const other = await settings.tab().open("/dashboard");
    await other.press("Sign out");
    await other.open("/dashboard");
    await other.signIn(bea);
    await settings.press("Save", { "traits.name.first": "Mallory" }, "profile");
    expect(settings.heading).toBe("Settings");
    expect(settings.messages.join()).toContain("nothing was sent");
    expect(settings.field("traits.email")).toBe(bea.email);
    expect(settings.field("traits.name.first")).toBe(bea.firstName);
  });

  test("opened by recovery of somebody who is signed in say why", async ({ stack }) => {
    const visitor = await new Tab(stack.appUrl).open("/dashboard");
    await visitor.signIn(await createAccount(stack));
    await visitor.open("/auth/recovery");
    expect(visitor.heading).toBe("Settings");
    expect(visitor.messages.join()).toContain("You can set a new password here");
    expect(visitor.buttons().filter(({ form }) => form.closest("#password"))).toHaveLength(1);
  });

  test("offer to sign out other devices after a new password, not after a new name", async ({
    stack,
  }) => {
    const person = await createAccount(stack);
    const visitor = await new Tab(stack.appUrl).open("/settings");
    await visitor.signIn(person);
    await visitor.press("Save", { "traits.name.first": "Another" }, "profile");
    expect(visitor.text).not.toContain("somebody else may know it");
    await visitor.press("Save", { password: newPerson().password }, "password");
    expect(visitor.text).toContain("somebody else may know it");
  });

  test("say after a change of the address that it counts and that a code was mailed", async ({
    stack,
  }) => {
    const [person, changed] = [await createAccount(stack), newPerson()];
    const visitor = await new Tab(stack.appUrl).open("/settings");
    await visitor.signIn(person);
    await visitor.press("Save", { "traits.email": changed.email }, "profile");
    expect(visitor.text).toContain(`You sign in with ${changed.email}`);
    expect(visitor.text).toContain("we sent a code to it");
    await readMailCode(stack, changed.email, /verif/i);
    await visitor.press("Verify it");
    await visitor.press("Continue", { code: await readMailCode(stack, changed.email, /verif/i) });
    expect(visitor.text).toContain("Your address is verified");
  });

  test("take the scanned secret although another section was saved meanwhile", async ({
    stack,
  }) => {
    const visitor = await new Tab(stack.appUrl).open("/settings");
    await visitor.signIn(await createAccount(stack));
    const scanning = await visitor.tab().open("/settings");
    await scanning.follow("Set up an authenticator app");
    const secret = scanning.document.querySelector("#totp p.font-mono")?.text ?? "none";
    await visitor.press("Save", { "traits.name.first": "Meanwhile" }, "profile");
    await scanning.press("Save", { totp_code: totpCode(secret) });
    expect(scanning.buttons().map(({ text }) => text)).toContain("Unlink the authenticator app");
  });
});

test.describe("backup codes", () => {
  test("are not offered without another factor", async ({ stack }) => {
    const visitor = await new Tab(stack.appUrl).open("/settings");
    await visitor.signIn(await createAccount(stack));
    const codes = visitor.document.querySelector("#lookup_secret");
    expect(codes?.querySelector("button")).toBeNull();
    expect(visitor.text).toContain("Set up the app first");
  });

  test("have to be disabled before the app they stand in for is unlinked", async ({ stack }) => {
    const { visitor } = await withBackupCodes(stack);
    expect(visitor.text).toContain("12 of 12 left");
    expect(visitor.buttons().map(({ text }) => text)).not.toContain("Unlink the authenticator app");
    await visitor.press("Disable this method");
    await visitor.press("Unlink the authenticator app");
    await visitor.open("/dashboard");
    await visitor.press("Sign out");
  });

  test("say how many are left while there is time, and the sign-in goes on", async ({ stack }) => {
    const { visitor, person, codes } = await withBackupCodes(stack);
    const left = codes.slice(0, 9);
    for (const code of left) {
      await visitor.clearCookies();
      await visitor.open("/profile?x");
      await visitor.signIn(person);
      await visitor.press(/backup recovery code/i, { lookup_secret: code });
    }
    expect(visitor.heading).toBe("3 of 12 backup codes left");
    await visitor.follow("Continue");
    expect(visitor.url).toMatch(/^\/profile\?x/);
  });

  test("that are the only second factor are warned of", async ({ stack }) => {
    const { visitor, person } = await withBackupCodes(stack);
    const { id = "" } = (await identityOf(stack, person.email)) ?? {};
    await fetch(`${stack.ory.adminUrl}/admin/identities/${id}/credentials/totp`, {
      method: "DELETE",
    });
    await visitor.open("/settings");
    expect(visitor.text).toContain("These codes are your only second factor");
  });
});

for (const pasted of [" 123456", "123 456", "123-456", "123456\n"]) {
  test(`a code pasted as ${JSON.stringify(pasted)} is taken`, async ({ stack }) => {
    const person = await createVerifiedAccount(stack);
    const visitor = await new Tab(stack.appUrl).open("/profile?tab=2");
    await visitor.press("Send sign in code", { identifier: person.email });
    const code = await readMailCode(stack, person.email, /sign in/i);
    const digits = Array.from(code);
    await visitor.press("Continue", { code: pasted.replaceAll(/\d/g, () => digits.shift() ?? "") });
    expect(visitor.url).toBe("/profile?tab=2");
  });
}

test.describe("six wrong codes", () => {
  test("at sign-in are followed by a new code to the same address, and the destination", async ({
    stack,
  }) => {
    const person = await createVerifiedAccount(stack);
    const visitor = await new Tab(stack.appUrl).open("/dashboard?tab=2");
    await visitor.press("Send sign in code", { identifier: person.email });
    await tryWrongCodes(visitor, await readMailCode(stack, person.email, /sign in/i));
    expect(visitor.buttons().map(({ text }) => text)).not.toContain("Resend code");
    await visitor.press(`Send a new code to ${person.email}`);
    await visitor.press("Continue", { code: await readMailCode(stack, person.email, /sign in/i) });
    expect(visitor.url).toBe("/dashboard?tab=2");
  });

  test("at sign-up are followed by a new code to the same address, and the destination", async ({
    stack,
  }) => {
    const person = newPerson();
    const visitor = await new Tab(stack.appUrl).open("/auth/registration?return_to=/profile?x");
    await visitor.press("Sign up", {
      "traits.email": person.email,
      "traits.name.first": person.firstName,
    });
    await visitor.press("Send sign up code");
    await tryWrongCodes(visitor, await readMailCode(stack, person.email, /registration/i));
    await visitor.press(`Send a new code to ${person.email}`);
    await visitor.press("Continue", {
      code: await readMailCode(stack, person.email, /registration/i),
    });
    expect(visitor.url).toMatch(/^\/profile\?x/);
    expect(visitor.text).toContain(person.firstName);
  });

  for (const [type, subject] of [
    ["recovery", /recover/i],
    ["verification", /verif/i],
  ] as const) {
    test(`of a ${type} are followed by a new code to the same address, and the destination`, async ({
      stack,
    }) => {
      const person = await createAccount(stack);
      const visitor = new Tab(stack.appUrl);
      // Verification needs a session of the account.
      if (type === "verification") await (await visitor.open("/dashboard")).signIn(person);
      await visitor.open(`/auth/${type}?return_to=/profile?x`);
      await visitor.press("Continue", { email: person.email });
      await tryWrongCodes(visitor, await readMailCode(stack, person.email, subject));
      expect(visitor.url).toContain("return_to=%2Fprofile%3Fx");
      await visitor.press(`Send a new code to ${person.email}`);
      await visitor.press("Continue", { code: await readMailCode(stack, person.email, subject) });
      expect(visitor.messages.join()).toMatch(/You’re signed in again|Your address is verified/);
    });
  }

  test("at a confirmation are followed by a new code for the same change", async ({ stack }) => {
    const person = await createAccount(stack);
    const visitor = await new Tab(stack.appUrl).open("/dashboard");
    await visitor.signIn(person);
    await visitor.open("/self-service/login/browser?refresh=true&return_to=/profile?y");
    await visitor.press("Send sign in code");
    await tryWrongCodes(visitor, await readMailCode(stack, person.email, /sign in/i));
    await visitor.press(`Send a new code to ${person.email}`);
    expect(visitor.url).toContain("refresh=true");
    await visitor.press("Continue", { code: await readMailCode(stack, person.email, /sign in/i) });
    expect(visitor.url).toMatch(/^\/profile\?y/);
  });
});

test("a verification link that is opened twice leads to the profile, where it is verified", async ({
  stack,
}) => {
  const person = await createAccount(stack);
  const visitor = await new Tab(stack.appUrl).open("/dashboard");
  await visitor.signIn(person);
  await visitor.open("/auth/verification?return_to=/profile?x");
  await visitor.press("Continue", { email: person.email });
  const mail = await readMail(stack, person.email, /verif/i);
  const link = /http\S+/.exec(mail.text)?.[0] ?? "none";
  await visitor.open(link);
  await visitor.press("Continue");
  expect(visitor.messages.join()).toContain("Your address is verified");
  await visitor.open(link);
  expect(visitor.url).toBe("/profile");
  expect(visitor.text).toContain("Verified");
});

test("a second step without a session begins with the sign-in, and the destination", async ({
  stack,
}) => {
  const visitor = new Tab(stack.appUrl);
  await visitor.open("/self-service/login/browser?aal=aal2&return_to=/profile?z");
  expect(visitor.heading).toBe("Sign in");
  await visitor.signIn(await createAccount(stack));
  expect(visitor.url).toMatch(/^\/profile\?z/);
});

test("a second step of an account without a second factor offers to set one up", async ({
  stack,
}) => {
  const visitor = await new Tab(stack.appUrl).open("/dashboard");
  await visitor.signIn(await createAccount(stack));
  await visitor.open("/self-service/login/browser?aal=aal2&return_to=/profile?z");
  expect(visitor.heading).toBe("This page needs a second factor");
});

test("a link of a flow that Ory does not know ends on that flow’s page", async ({ stack }) => {
  const visitor = await new Tab(stack.appUrl).open("/dashboard");
  await visitor.signIn(await createAccount(stack));
  const flow = "00000000-0000-0000-0000-000000000000";
  await visitor.open(`/self-service/verification?flow=${flow}&code=123456`);
  expect(visitor.heading).toBe("Verify your address");
  expect(visitor.messages.join()).toContain("Please try again");
});

async function tryWrongCodes(visitor: Tab, right: string): Promise<void> {
  const code = right === "000000" ? "111111" : "000000";
  for (let count = 0; count < 6; count++) await visitor.press("Continue", { code });
  expect(visitor.messages.join()).toContain("Too many wrong codes");
}

/** Opens the settings page as a person with an authenticator app and backup codes. */
async function withBackupCodes(stack: Stack) {
  const { person, secret } = await createAccountWithTotp(stack);
  const visitor = await new Tab(stack.appUrl).open("/settings");
  await visitor.signIn(person);
  await visitor.press("Use Authenticator", { totp_code: totpCode(secret) });
  await visitor.press("Generate new backup recovery codes");
  const codes = visitor.document.querySelectorAll("#lookup_secret li").map(({ text }) => text);
  await visitor.press("Confirm backup recovery codes");
  return { visitor, person, codes };
}
