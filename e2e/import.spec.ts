import { randomUUID } from "node:crypto";
import { readFile, stat, truncate } from "node:fs/promises";
import { Configuration, IdentityApi } from "@ory/client";
import { z } from "zod";
import { expect, test } from "./fixtures/test";
import { hashes, importOf } from "./fixtures/import-run";
import { createAccount, expectSignedIn, newPerson, signIn } from "./fixtures/people";
import type { Stack } from "./fixtures/stack";

function crowd(size: number): string[] {
  return Array.from({ length: size }, () => `crowd-${randomUUID()}@example.com`);
}

const traitsSchema = z.object({ email: z.string(), name: z.unknown().optional() });

async function accountsOf(stack: Stack, emails: string[]) {
  const api = new IdentityApi(new Configuration({ basePath: stack.ory.adminUrl }));
  const { data } = await api.listIdentities({ pageSize: 1000 });
  return data
    .map((account) => ({ ...account, traits: traitsSchema.parse(account.traits) }))
    .filter(({ traits }) => emails.includes(traits.email));
}

for (const [kind, hashOf] of Object.entries(hashes)) {
  test(`people who are imported with a ${kind} hash sign in with their password`, async ({
    page,
    stack,
  }) => {
    const person = newPerson();
    const people = await importOf(stack, [
      "email,name.first,password_hash,verified",
      `${person.email},${person.firstName},"${await hashOf(person.password)}",true`,
    ]);
    const { output, exitCode } = await people.run();
    expect(exitCode, output).toBe(0);
    await page.goto("/auth/login?return_to=/dashboard");
    await signIn(page, { ...person, password: `${person.password}!` });
    await expect(page.getByText(/credentials are invalid/i)).toBeVisible();
    await signIn(page, person);
    await expectSignedIn(page, person);
    const [account] = await accountsOf(stack, [person.email]);
    expect(account?.verifiable_addresses?.map(({ verified }) => verified)).toEqual([true]);
    expect(account?.traits.name).toEqual({ first: person.firstName });
    // A person with a password needs no link.
    expect((await people.results()).map((result) => result.recovery_link)).toEqual([""]);
  });
}

test("who is imported without a password gets in by the link and the code", async ({
  page,
  stack,
}) => {
  const person = newPerson();
  const people = await importOf(stack, ["email", person.email]);
  await people.run();
  const [result] = await people.results();
  expect(new URL(result?.recovery_link ?? "").origin).toBe(stack.appUrl);
  await page.goto(result?.recovery_link ?? "");
  await page.getByLabel("Recovery code").fill(result?.recovery_code ?? "");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page).toHaveURL(/\/settings\?flow=/);
  await page.goto("/dashboard");
  await expectSignedIn(page, person);
});

test("an import that is killed goes on where it stopped, and makes nobody twice", async ({
  stack,
}) => {
  const emails = crowd(150);
  const people = await importOf(stack, ["email", ...emails]);
  await people.killAfter(20);
  const before = (await people.results()).length;
  expect(before).toBeGreaterThanOrEqual(20);
  expect(before).toBeLessThan(150);
  const { output, exitCode } = await people.run();
  expect(exitCode, output).toBe(0);
  expect(output).toContain(`${before} were imported by an earlier run.`);
  const results = await people.results();
  expect(results.map(({ identifier }) => identifier)).toEqual(emails);
  expect(results.filter((result) => result.recovery_code === "")).toEqual([]);
  const accounts = await accountsOf(stack, emails);
  expect(accounts.map(({ id }) => id).sort()).toEqual(
    results.map((result) => result.identity_id).sort(),
  );
});

test("an account that was made and not noted down gets its link in the next run", async ({
  stack,
}) => {
  const emails = crowd(2);
  const people = await importOf(stack, ["email", ...emails]);
  await people.run();
  const whole = await readFile(people.resultFile, "utf8");
  // Simulates an interruption that left the second line incomplete.
  await truncate(people.resultFile, whole.length - 40);
  const { output } = await people.run();
  expect(output).toContain("Imported 1 of 2");
  const results = await people.results();
  expect(results.map(({ identifier }) => identifier)).toEqual(emails);
  expect(results[1]?.recovery_code).toMatch(/^\d{6}$/);
  expect(await accountsOf(stack, emails)).toHaveLength(2);
});

test("a line that is wrong is named, and nobody is imported", async ({ stack }) => {
  const [good = ""] = crowd(1);
  const people = await importOf(stack, ["email,verified", `${good},true`, "nobody,true"]);
  const { output, exitCode } = await people.run();
  expect(exitCode).toBe(1);
  expect(output).toContain('line 3: email must match format "email"');
  expect(output).not.toContain("line 2");
  expect(await accountsOf(stack, [good])).toEqual([]);
  await expect(stat(people.resultFile)).rejects.toThrow();
});

test("what Ory refuses is named by its line, and the others are imported", async ({ stack }) => {
  const emails = crowd(2);
  const people = await importOf(stack, ["email", ...emails]);
  const { output, exitCode } = await people.run("--schema", "nobody");
  expect(exitCode).toBe(1);
  expect(output).toMatch(/line 2: .*\n.*line 3: /);
  expect(await people.results()).toEqual([]);
  expect((await people.run()).exitCode).toBe(0);
  expect(await accountsOf(stack, emails)).toHaveLength(2);
});

test("who has an account is left as they are", async ({ page, stack }) => {
  const person = await createAccount(stack);
  const people = await importOf(stack, [
    "email,password_hash",
    `${person.email.toUpperCase()},"${await hashes.bcrypt("another password")}"`,
  ]);
  const { output, exitCode } = await people.run();
  expect(exitCode, output).toBe(0);
  expect(output).toMatch(/line 2: .* has an account already/);
  expect(await people.results()).toEqual([]);
  await page.goto("/auth/login?return_to=/dashboard");
  await signIn(page, person);
  await expectSignedIn(page, person);
});

// Windows has no such permissions.
if (process.platform !== "win32") {
  test("the links are for their owner alone", async ({ stack }) => {
    const people = await importOf(stack, ["email", ...crowd(1)]);
    await people.run();
    expect(((await stat(people.resultFile)).mode & 0o777).toString(8)).toBe("600");
  });
}

test("an Ory that can't be reached ends it, and a later run does the rest", async ({ stack }) => {
  const emails = crowd(3);
  const people = await importOf(stack, ["email", ...emails]);
  await stack.ory.stopKratos();
  const { output, exitCode } = await people.run();
  await stack.ory.startKratos();
  expect(exitCode).toBe(1);
  expect(output).toContain("goes on where it stopped");
  expect((await people.run()).exitCode).toBe(0);
  expect(await people.results()).toHaveLength(3);
});
