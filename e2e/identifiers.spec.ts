import { randomUUID } from "node:crypto";
import { expect, test } from "./fixtures/test";
import { FormReader } from "./fixtures/form-reader";
import { identities, newPerson } from "./fixtures/people";
import { identitySchema, schemaSettings } from "../scripts/test/schemas/cases";
import type { Stack } from "./fixtures/stack";

const email = {
  type: "string",
  format: "email",
  title: "Email",
  "ory.sh/kratos": {
    credentials: {
      password: { identifier: true },
      code: { identifier: true, via: "email" },
      passkey: { display_name: true },
      totp: { account_name: true },
    },
    verification: { via: "email" },
    recovery: { via: "email" },
  },
};
const username = {
  type: "string",
  title: "User name",
  minLength: 3,
  "ory.sh/kratos": { credentials: { password: { identifier: true } } },
};
const phone = {
  type: "string",
  format: "tel",
  title: "Phone",
  "ory.sh/kratos": {
    credentials: { code: { identifier: true, via: "sms" } },
    verification: { via: "sms" },
  },
};
const schema = identitySchema({
  properties: { email, username, phone },
  additionalProperties: false,
});

test.use({ stackOptions: { oryEnv: schemaSettings([["identifiers", schema]]) } });

/** Creates an account with these traits and signs in with the first of them. */
async function signedIn(stack: Stack, traits: Record<string, string>): Promise<FormReader> {
  const { password } = newPerson();
  await identities(stack).createIdentity({
    createIdentityBody: {
      schema_id: "identifiers",
      traits,
      credentials: { password: { config: { password } } },
    },
  });
  const reader = new FormReader(stack.appUrl);
  await reader.open("/auth/login?return_to=/dashboard");
  reader.fill("identifier", Object.values(traits)[0] ?? "");
  reader.fill("password", password);
  await reader.press("method=password");
  return reader;
}

function link(reader: FormReader, text: string): string | undefined {
  const found = [...reader.document.querySelectorAll("a")].filter((a) => a.textContent === text);
  return found[0]?.href;
}

test("the sign-in field is called what people can sign in with", async ({ stack }) => {
  const reader = new FormReader(stack.appUrl);
  await reader.open("/auth/login");
  const label = reader.document.querySelector("label[for$=identifier]")?.textContent;
  expect(label).toBe("Email or User name or Phone");
});

test("somebody with a user name alone is called by it on every page", async ({ stack }) => {
  const name = `ann-${randomUUID()}`;
  const reader = await signedIn(stack, { username: name });
  expect(reader.text).toContain(`Welcome, ${name}`);
  await reader.open("/");
  expect(reader.text).toContain(`Signed in as ${name}`);
  await reader.open("/settings/delete");
  expect(reader.text).toContain(`You are signed in as ${name}`);
  await reader.open("/profile");
  expect(reader.document.querySelector("h1")?.textContent).toBe(name);
});

test("somebody with a user name alone sees no error in the settings", async ({ stack }) => {
  const reader = await signedIn(stack, { username: `ann-${randomUUID()}` });
  await reader.open("/settings");
  expect(reader.text).toContain("Profile");
  expect(reader.document.querySelector("[role=alert]")?.textContent).toBeUndefined();
});

test("an address is verified from the profile page, where it is filled in already", async ({
  stack,
}) => {
  const { email: address } = newPerson();
  const reader = await signedIn(stack, { email: address, username: `ann-${randomUUID()}` });
  await reader.open("/profile");
  await reader.open(link(reader, "Verify it") ?? "");
  expect(reader.field("email").value).toBe(address);
});

test("a phone number has no link to a form that takes only addresses", async ({ stack }) => {
  const number = `+4915${String(Date.now()).slice(-9)}`;
  const reader = await signedIn(stack, { username: `ann-${randomUUID()}`, phone: number });
  await reader.open("/profile");
  expect(reader.text).toContain(`${number}Not verified`);
  expect(link(reader, "Verify it")).toBeUndefined();
});
