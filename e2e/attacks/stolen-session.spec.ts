import { createAccount } from "../fixtures/people";
import { expect, test } from "../fixtures/test";
import { Visitor } from "../fixtures/visitor";

test("recovering the account ends a thief's session, and this browser stays signed in", async ({
  stack,
}) => {
  const person = await createAccount(stack);
  const thief = await Visitor.arrive(stack);
  await thief.signInWithPassword(person);
  expect(await thief.isSignedIn()).toBe(true);

  const owner = await Visitor.arrive(stack);
  await owner.recover(person);
  expect(await thief.isSignedIn()).toBe(false);
  expect((await owner.setPassword(`new ${person.password}`)).status()).toBe(200);
  expect(await owner.isSignedIn()).toBe(true);
});

test("a new password ends a thief's session, and this browser stays signed in", async ({
  stack,
}) => {
  const person = await createAccount(stack);
  const thief = await Visitor.arrive(stack);
  await thief.signInWithPassword(person);
  const owner = await Visitor.arrive(stack);
  await owner.signInWithPassword(person);
  expect(await thief.isSignedIn()).toBe(true);

  expect((await owner.setPassword(`new ${person.password}`)).status()).toBe(200);
  expect(await thief.isSignedIn()).toBe(false);
  expect(await owner.isSignedIn()).toBe(true);
});
