import { createAccount, newPerson } from "../../e2e/fixtures/people";
import { sessionCookie } from "../../e2e/fixtures/session-cookie";
import type { Visitor } from "./visitors";
import type { World } from "./world";

export async function signInMany({ ory }: World, count: number): Promise<Visitor[]> {
  const visitors: Visitor[] = [];
  // One after the other: SQLite allows one writer, and Ory answers others with 500.
  while (visitors.length < count) {
    const person = await createAccount({ ory }, newPerson());
    visitors.push({ email: person.email, cookie: await sessionCookie(ory.publicUrl, person) });
  }
  return visitors;
}
