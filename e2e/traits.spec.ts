import { randomUUID } from "node:crypto";
import { expect } from "./fixtures/test";
import { FormReader } from "./fixtures/form-reader";
import type { OpenIdProvider } from "./fixtures/openid-provider";
import { identities, identityOf, newPerson, type Person } from "./fixtures/people";
import {
  type Entry,
  identitySchemaWith,
  schemaSettings,
  type TraitCase,
  traitCases,
} from "../scripts/test/schemas/cases";
import { generatedCases } from "../scripts/test/schemas/generated";
import { test } from "./fixtures/social-test";
import type { Stack } from "./fixtures/stack";

const cases = [...traitCases, ...generatedCases].map((one, index) => ({
  id: `case-${index}`,
  one,
}));
// All of it in one worker: each would start a system of its own.
test.describe.configure({ mode: "default" });

for (const { id, one } of cases) {
  test.describe(`without script, ${one.about}`, () => {
    test("is stored as it was entered at sign-up", async ({ stack }) => {
      await useSchema(stack, id, one);
      const person = newPerson();
      const reader = new FormReader(stack.appUrl);
      await reader.open("/auth/registration?return_to=/dashboard");
      enter(reader, { email: person.email, "name.first": "Ann", ...one.enters });
      await reader.press("method=profile");
      reader.fill("password", person.password);
      await reader.press("method=password");
      expect(reader.text).toContain(`Welcome, ${person.email}`);
      expect(await traitsOf(stack, person.email)).toEqual(traits(person, one.makes));
    });

    test("is stored as it was entered at social sign-up", async ({ stack, provider }) => {
      await useSchema(stack, id, one);
      const person = newPerson();
      const reader = new FormReader(stack.appUrl);
      await reader.open("/auth/registration?return_to=/dashboard");
      await goThroughProvider(reader, provider);
      enter(reader, { email: person.email, "name.first": "Ann", ...one.enters });
      await reader.press("Continue");
      expect(reader.text).toContain(`Welcome, ${person.email}`);
      expect(await traitsOf(stack, person.email)).toEqual(traits(person, one.makes));
    });

    test("is untouched by a change of the name", async ({ stack }) => {
      const person = await personWith(stack, id, one);
      const reader = await settingsOf(stack, person);
      reader.fill("traits.name.first", "Bea");
      await reader.press("method=profile");
      expect(reader.text).toContain("Your changes have been saved");
      expect(await traitsOf(stack, person.email)).toEqual({
        ...traits(person, one.stored ?? one.makes),
        name: { first: "Bea" },
      });
    });

    test("is changed in the settings, and nothing else is", async ({ stack }) => {
      const person = await personWith(stack, id, one);
      const reader = await settingsOf(stack, person);
      enter(reader, one.changes);
      await reader.press("method=profile");
      expect(reader.text).toContain("Your changes have been saved");
      expect(await traitsOf(stack, person.email)).toEqual(traits(person, one.into));
    });
  });
}

const usedSchema = new WeakMap<Stack, string>();

/** Has Kratos know this schema alone. */
async function useSchema(stack: Stack, id: string, one: TraitCase): Promise<void> {
  if (usedSchema.get(stack) === id) return;
  await stack.ory.stopKratos();
  await stack.ory.startKratos(schemaSettings([[id, identitySchemaWith(one)]]));
  usedSchema.set(stack, id);
}

/** Signs up with a provider's account whose address is not verified: Ory then asks for all traits. */
async function goThroughProvider(reader: FormReader, provider: OpenIdProvider): Promise<void> {
  const account = randomUUID();
  provider.register(account, { email: newPerson().email, email_verified: false });
  await reader.press("Sign up with OpenID Connect");
  reader.fill("account", account);
  await reader.press("Allow");
}

/** Makes somebody with the traits of a case. */
async function personWith(stack: Stack, schema_id: string, one: TraitCase): Promise<Person> {
  await useSchema(stack, schema_id, one);
  const person = newPerson();
  await identities(stack).createIdentity({
    createIdentityBody: {
      schema_id,
      traits: traits(person, one.stored ?? one.makes),
      credentials: { password: { config: { password: person.password } } },
    },
  });
  return person;
}

async function settingsOf(stack: Stack, person: Person): Promise<FormReader> {
  const reader = new FormReader(stack.appUrl);
  await reader.open("/auth/login?return_to=/settings");
  reader.fill("identifier", person.email);
  reader.fill("password", person.password);
  await reader.press("method=password");
  return reader;
}

function enter(reader: FormReader, entries: Record<string, Entry>): void {
  for (const [name, entry] of Object.entries(entries)) reader.fill(`traits.${name}`, entry);
}

function traits(person: Person, more: object): object {
  return { email: person.email, name: { first: "Ann" }, ...more };
}

async function traitsOf(stack: Stack, email: string): Promise<unknown> {
  return (await identityOf(stack, email))?.traits;
}
