import { randomUUID } from "node:crypto";
import { expect } from "./fixtures/test";
import { FormReader } from "./fixtures/form-reader";
import type { Page } from "@playwright/test";
import { expectAccessible } from "./fixtures/accessible";
import type { OpenIdProvider } from "./fixtures/openid-provider";
import {
  expectSignedIn,
  identities,
  identityOf,
  newPerson,
  type Person,
  signIn,
} from "./fixtures/people";
import {
  type Entry,
  identitySchemaWith,
  schemaSettings,
  together,
  type TraitCase,
  traitCases,
} from "../scripts/test/schemas/cases";
import { generatedCases } from "../scripts/test/schemas/generated";
import { test } from "./fixtures/social-test";
import type { Stack } from "./fixtures/stack";

/** Two traits whose errors no browser can detect. */
const refusals: TraitCase = {
  about: "terms and an age",
  properties: {
    terms: { type: "boolean", title: "I accept the terms", const: true },
    age: { type: "integer", title: "Age", minimum: 18 },
  },
  required: ["terms"],
  enters: {},
  makes: {},
  changes: {},
  into: {},
};

const cases = [...traitCases, ...generatedCases].map((one, index) => ({
  id: `case-${index}`,
  one,
}));
// One worker for all tests, because each worker would start its own stack.
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

const everything = together("all of these traits", traitCases);

test.describe(`with script, ${everything.about}`, () => {
  test("are stored as they were entered at sign-up", async ({ page, stack }) => {
    await useSchema(stack, "everything", everything);
    const person = newPerson();
    await page.goto("/auth/registration?return_to=/dashboard");
    await enterIn(page, { email: person.email, "name.first": "Ann", ...everything.enters });
    await page.getByRole("button", { name: "Sign up", exact: true }).click();
    await page.getByLabel("Password", { exact: true }).fill(person.password);
    await page.getByRole("button", { name: "Sign up", exact: true }).click();
    await expectSignedIn(page, person);
    expect(await traitsOf(stack, person.email)).toEqual(traits(person, everything.makes));
  });

  test("are stored as they were entered at social sign-up", async ({ page, stack, provider }) => {
    await useSchema(stack, "everything", everything);
    const person = newPerson();
    const account = randomUUID();
    provider.register(account, { email: newPerson().email, email_verified: false });
    await page.goto("/auth/registration?return_to=/dashboard");
    await page.getByRole("button", { name: "Sign up with OpenID Connect" }).click();
    await page.getByLabel("Account").fill(account);
    await page.getByRole("button", { name: "Allow" }).click();
    await expect(page.getByRole("button", { name: "Continue" })).toBeVisible();
    await enterIn(page, { email: person.email, "name.first": "Ann", ...everything.enters });
    await page.getByRole("button", { name: "Continue" }).click();
    await expectSignedIn(page, person);
    expect(await traitsOf(stack, person.email)).toEqual(traits(person, everything.makes));
  });

  for (const { what, enters, into } of [
    {
      what: "are untouched by a change of the name",
      enters: { "name.first": "Bea" },
      into: { ...everything.stored, name: { first: "Bea" } },
    },
    {
      what: "are changed in the settings",
      enters: everything.changes,
      into: everything.into,
    },
  ]) {
    test(what, async ({ page, stack }) => {
      const person = await personWith(stack, "everything", everything);
      await page.goto("/auth/login?return_to=/settings");
      await signIn(page, person);
      await expect(page.getByRole("heading", { name: "Settings" })).toBeVisible();
      await enterIn(page, enters);
      const profile = page.getByRole("region", { name: "Profile" });
      await profile.getByRole("button", { name: "Save" }).click();
      await expect(page.getByText("Your changes have been saved")).toBeVisible();
      expect(await traitsOf(stack, person.email)).toEqual(traits(person, into));
    });
  }
});

test.describe("with script, what is not saved yet", () => {
  for (const { kind, entries } of [
    { kind: "a choice", entries: { tier: "basic" } },
    { kind: "a text of several lines", entries: { motto: "three\nfour" } },
    { kind: "one of several choices", entries: { days: ["wed"] } },
    { kind: "nothing", entries: {} },
  ]) {
    const asks = Object.keys(entries).length > 0;
    test(`${kind} is ${asks ? "" : "not "}asked about before another section is saved`, async ({
      page,
      stack,
    }) => {
      const person = await personWith(stack, "everything", everything);
      await page.goto("/auth/login?return_to=/settings");
      await signIn(page, person);
      const asked: string[] = [];
      page.on("dialog", (dialog) => {
        asked.push(dialog.message());
        void dialog.accept();
      });
      await enterIn(page, entries);
      const password = page.getByRole("region", { name: "Password" });
      await password.getByLabel("Password", { exact: true }).fill(newPerson().password);
      await password.getByRole("button", { name: "Save" }).click();
      await expect(page.getByText("Your changes have been saved")).toBeVisible();
      expect(asked).toHaveLength(asks ? 1 : 0);
    });
  }
});

test.describe("with script, what Ory would refuse", () => {
  for (const { about, value, right, field } of [
    { about: "terms that are not accepted", field: "terms", value: false, right: true },
    { about: "a number below the least", field: "age", value: "12", right: "18" },
  ] satisfies { about: string; field: string; value: Entry; right: Entry }[]) {
    test(`${about}: sign-up says so and goes on once it is right`, async ({ page, stack }) => {
      await useSchema(stack, "refusals", refusals);
      const person = newPerson();
      await page.goto("/auth/registration?return_to=/dashboard");
      // Skips the browser's own validation, as browsers without it do.
      await page
        .getByRole("main")
        .locator("form", { has: page.getByLabel("Email") })
        .evaluate((form: HTMLFormElement) => (form.noValidate = true));
      await enterIn(page, { email: person.email, terms: true, age: "20", [field]: value });
      await page.getByRole("button", { name: "Sign up", exact: true }).click();
      const named = page.locator(`[name="traits.${field}"]:visible`);
      await expect(named).toHaveAttribute("aria-invalid", "true");
      await expect(named).toHaveAccessibleDescription(/accepted|18/);
      await expectAccessible(page, about);
      await enterIn(page, { [field]: right });
      await page.getByRole("button", { name: "Sign up", exact: true }).click();
      await expect(page.getByLabel("Password", { exact: true })).toBeVisible();
    });
  }
});

const usedSchema = new WeakMap<Stack, string>();

async function useSchema(stack: Stack, id: string, one: TraitCase): Promise<void> {
  if (usedSchema.get(stack) === id) return;
  await stack.ory.stopKratos();
  await stack.ory.startKratos(schemaSettings([[id, identitySchemaWith(one)]]));
  usedSchema.set(stack, id);
}

/** Signs up with a provider's account. Its address isn't verified, so Ory asks for all traits. */
async function goThroughProvider(reader: FormReader, provider: OpenIdProvider): Promise<void> {
  const account = randomUUID();
  provider.register(account, { email: newPerson().email, email_verified: false });
  await reader.press("Sign up with OpenID Connect");
  reader.fill("account", account);
  await reader.press("Allow");
}

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

/** Enters the same by keyboard and mouse, in the visible form. */
async function enterIn(page: Page, entries: Record<string, Entry>): Promise<void> {
  for (const [name, entry] of Object.entries(entries)) {
    const control = page.locator(`[name="traits.${name}"]:visible`);
    if (typeof entry === "boolean") await control.setChecked(entry);
    else if (Array.isArray(entry)) {
      for (const box of await control.all()) {
        await box.setChecked(entry.includes((await box.getAttribute("value")) ?? ""));
      }
    } else if (await control.evaluate((element) => element.tagName === "SELECT")) {
      await control.selectOption(entry);
    } else await control.fill(entry);
  }
}

function traits(person: Person, more: object): object {
  return { email: person.email, name: { first: "Ann" }, ...more };
}

async function traitsOf(stack: Stack, email: string): Promise<unknown> {
  return (await identityOf(stack, email))?.traits;
}
