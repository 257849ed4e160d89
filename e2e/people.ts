import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { Configuration, IdentityApi } from "@ory/client";
import { expect, type Page } from "@playwright/test";
import { z } from "zod";
import type { Role } from "../lib/session/roles";
import type { Stack } from "./stack";

export interface Person {
  email: string;
  password: string;
  firstName: string;
}

/** Makes up somebody who has no account yet. */
export function newPerson(): Person {
  return {
    email: `ann-${randomUUID()}@example.com`,
    password: `secret ${randomUUID()}`,
    firstName: "Ann",
  };
}

type WithAdmin = { ory: Pick<Stack["ory"], "adminUrl"> };

/** Ory's admin API. */
export function identities({ ory }: WithAdmin): IdentityApi {
  return new IdentityApi(new Configuration({ basePath: ory.adminUrl }));
}

/** Returns the identity of who signs in by this address, or nothing where there is none. */
export async function identityOf(stack: WithAdmin, email: string) {
  const { data } = await identities(stack).listIdentities({ credentialsIdentifier: email });
  return data[0];
}

/** Gives somebody an account with a password, by Ory's admin API: for what is not about sign-up. */
export async function createAccount(
  stack: WithAdmin,
  person = newPerson(),
  role?: Role,
): Promise<Person> {
  await identities(stack).createIdentity({
    createIdentityBody: {
      schema_id: "person",
      traits: { email: person.email, name: { first: person.firstName } },
      credentials: { password: { config: { password: person.password } } },
      ...(role && { metadata_public: { role } }),
    },
  });
  return person;
}

/** Signs up with a password, on whatever page offers it now. */
export async function register(page: Page, person: Person): Promise<void> {
  await page.getByLabel("Email").fill(person.email);
  await page.getByLabel("First name").fill(person.firstName);
  await page.getByRole("button", { name: "Sign up" }).click();
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Sign up", exact: true }).click();
}

/** Signs up with a passkey, on the registration page that is open, by `addPasskeyAuthenticator`. */
export async function registerWithPasskey(page: Page, person: Person): Promise<void> {
  await page.getByLabel("Email").fill(person.email);
  await page.getByRole("button", { name: "Sign up" }).click();
  await page.getByRole("button", { name: "Sign up with passkey" }).click();
}

/** Signs up with a mailed code, on the registration page that is open. */
export async function registerWithCode(page: Page, stack: Stack, person: Person): Promise<void> {
  await page.getByLabel("Email").fill(person.email);
  await page.getByRole("button", { name: "Sign up" }).click();
  await page.getByRole("button", { name: "Send sign up code" }).click();
  const code = await readMailCode(stack, person.email, /registration/i);
  await page.getByLabel("Registration code").fill(code);
  await page.getByRole("button", { name: "Continue" }).click();
}

/** Signs in with a password, on the login page that is open. */
export async function signIn(page: Page, person: Person): Promise<void> {
  await page.getByLabel("Email").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Sign in with password" }).click();
}

/** Signs in with a mailed code, on the login page that is open. */
export async function signInWithCode(page: Page, stack: Stack, person: Person): Promise<void> {
  await page.getByLabel("Email").fill(person.email);
  await askForCode(page, stack, person);
}

/** Has a sign-in code mailed and types it in, where the address is filled in already. */
export async function askForCode(page: Page, stack: Stack, person: Person): Promise<void> {
  await page.getByRole("button", { name: "Send sign in code" }).click();
  await page.getByLabel("Login code").fill(await readMailCode(stack, person.email, /sign in/i));
  await page.getByRole("button", { name: "Continue" }).click();
}

/** Signs out with the button that every page has for who is signed in. */
export async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page.getByText("Nobody is signed in")).toBeVisible();
}

/** Expects to be on the dashboard, as this person. */
export async function expectSignedIn(page: Page, person: Person): Promise<void> {
  await expect(page.getByRole("heading", { name: `Welcome, ${person.email}` })).toBeVisible();
}

const mailsSchema = z.array(
  z.object({ id: z.string(), subject: z.string(), text: z.string(), html: z.string() }),
);

/** Waits for the next mail to `address` whose subject matches, and returns it. */
export async function readMail(
  stack: { ory: Pick<Stack["ory"], "mailUrl"> },
  address: string,
  subject: RegExp,
): Promise<z.infer<typeof mailsSchema>[number]> {
  const deadline = Date.now() + 20_000;
  while (Date.now() < deadline) {
    const response = await fetch(
      `${stack.ory.mailUrl}/api/email?sort=desc&to.address=${encodeURIComponent(address)}`,
    );
    const mail = mailsSchema.parse(await response.json()).find((one) => subject.test(one.subject));
    if (mail) {
      // Read once: the next call waits for the next mail.
      await fetch(`${stack.ory.mailUrl}/api/email/${mail.id}`, { method: "DELETE" });
      return mail;
    }
    await delay(100);
  }
  throw new Error(`No mail to ${address} about ${String(subject)} within 20 seconds.`);
}

/** Waits for a mail with a code to `address`, and returns the code. */
export async function readMailCode(
  stack: Stack,
  address: string,
  subject: RegExp,
): Promise<string> {
  const { text } = await readMail(stack, address, subject);
  const code = /^\d{6}$/m.exec(text)?.[0];
  if (!code) throw new Error(`The mail holds no code:\n${text}`);
  return code;
}
