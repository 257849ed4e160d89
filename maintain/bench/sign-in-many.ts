import { createAccount, newPerson } from "../../e2e/fixtures/people";
import { sessionCookie } from "../../e2e/fixtures/session-cookie";
import type { Visitor } from "./visitors";
import type { World } from "./world";

/** Gives that many people an account and signs each of them in. */
export async function signInMany({ ory }: World, count: number): Promise<Visitor[]> {
  const visitors: Visitor[] = [];
  // One after the other: SQLite has one writer, and Ory answers 500 to who would be another.
  while (visitors.length < count) {
    const person = await createAccount({ ory }, newPerson());
    visitors.push({ email: person.email, cookie: await sessionCookie(ory.publicUrl, person) });
  }
  return visitors;
}
