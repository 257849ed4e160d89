import { createAccount } from "../../e2e/people";
import { sessionCookie } from "../../e2e/session-cookie";
import type { System } from "./system";

const rounds = [100, 400];
const tables = [
  "identities",
  "identity_credentials",
  "identity_verifiable_addresses",
  "sessions",
  "session_devices",
  "selfservice_login_flows",
];

/** Prints how many bytes one more person and one more session take in the database. */
export async function measureSizes(system: System): Promise<void> {
  const { query } = system.database;
  const bytesOf = async () => {
    await query("vacuum full");
    const sums = tables.map((table) => `pg_total_relation_size('${table}')`);
    const [line = ""] = (
      await query(`select ${sums.join(", ")}, pg_database_size('kratos')`)
    ).split("\n");
    return line.split("|").map(Number);
  };
  const person = await createAccount({ ory: system });
  const before = await bytesOf();
  const count = rounds.reduce((sum, round) => sum + round, 0);
  for (const round of rounds) {
    await Promise.all(
      Array.from({ length: round / 10 }, async () => {
        for (let turn = 0; turn < 10; turn++) await sessionCookie(system.appUrl, person);
      }),
    );
  }
  const afterSessions = await bytesOf();
  for (let turn = 0; turn < count; turn++) await createAccount({ ory: system });
  const afterPeople = await bytesOf();

  console.log(
    `Bytes in the database for each of ${count}:`.padEnd(44) +
      "sign-in".padStart(10) +
      "person".padStart(10),
  );
  for (const [index, name] of [...tables, "whole database"].entries()) {
    const each = [
      ((afterSessions[index] ?? 0) - (before[index] ?? 0)) / count,
      ((afterPeople[index] ?? 0) - (afterSessions[index] ?? 0)) / count,
    ];
    console.log(
      name.padEnd(44) + each.map((bytes) => String(Math.round(bytes)).padStart(10)).join(""),
    );
  }
  console.log();
}
