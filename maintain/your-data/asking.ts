import { setTimeout as delay } from "node:timers/promises";
import type { Checks } from "../checks";
import type { Person, System } from "./system";

export function me({ url }: System, sessionToken: string): Promise<Response> {
  return fetch(`${url}/me`, { headers: { "x-session-token": sessionToken } });
}

/** Calls the hook like Kratos, or like a stranger. */
export async function callHook({ url }: System, secret: string | undefined, body: unknown) {
  const { status } = await fetch(`${url}/hooks/registration`, {
    method: "POST",
    headers: secret === undefined ? {} : { "x-hook-secret": secret },
    body: JSON.stringify(body),
  });
  return status;
}

export async function rowsOf(system: System, identityId: string): Promise<Person[]> {
  return (await system.people()).filter((person) => person.identityId === identityId);
}

/** Kratos calls the hook asynchronously, so this waits until there are rows. */
export async function rowsInTime(system: System, identityId: string): Promise<Person[]> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    const rows = await rowsOf(system, identityId);
    if (rows.length > 0) return rows;
    await delay(100);
  }
  return [];
}

/** Expects exactly one row, with this `firstSeenBy`. */
export function expectRow(
  checks: Checks,
  what: string,
  rows: Person[],
  firstSeenBy: Person["firstSeenBy"],
): void {
  const holds = rows.length === 1 && rows[0]?.firstSeenBy === firstSeenBy;
  checks.expect(what, holds, JSON.stringify(rows));
}
