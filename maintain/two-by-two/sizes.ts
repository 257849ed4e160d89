import { createAccount } from "../../e2e/fixtures/people";
import { sessionCookie } from "../../e2e/fixtures/session-cookie";
import type { System } from "./system";

const count = 500;
/** Few at a time, so that Kratos is only busy with the measurement. */
const atATime = 4;
const tables = [
  "identities",
  "identity_credentials",
  "identity_credential_identifiers",
  "identity_verifiable_addresses",
  "identity_recovery_addresses",
  "sessions",
  "session_devices",
  "selfservice_login_flows",
];

/** Prints the bytes per sign-in and per person in the database, including indexes. */
export async function measureSizes(system: System): Promise<void> {
  const sizes = async () => {
    // Rewrites each table without gaps, so that the difference is the new rows' size.
    await system.database.query("vacuum full");
    const sums = tables.map((table) => `pg_total_relation_size('${table}')`);
    const line = await system.database.query(`select ${sums.join(", ")}`);
    return line.split("|").map(Number);
  };
  const repeat = async (work: () => Promise<unknown>) => {
    const worker = async () => {
      for (let turn = 0; turn < count / atATime; turn++) await work();
    };
    await Promise.all(Array.from({ length: atATime }, worker));
  };

  const person = await createAccount({ ory: system });
  const atFirst = await sizes();
  await repeat(() => sessionCookie(system.appUrl, person));
  const afterSignIns = await sizes();
  await repeat(() => createAccount({ ory: system }));
  const afterPeople = await sizes();

  const each = (after: number[], before: number[]) =>
    after.map((bytes, index) => Math.round((bytes - (before[index] ?? 0)) / count));
  const columns = [each(afterSignIns, atFirst), each(afterPeople, afterSignIns)];
  const rows = tables.map((name, index) => [name, ...columns.map((bytes) => bytes[index] ?? 0)]);
  const sum = columns.map((bytes) => bytes.reduce((total, one) => total + one, 0));
  console.log(`Bytes for each of ${count}:`);
  for (const [name = "", ...cells] of [["", "sign-in", "person"], ...rows, ["together", ...sum]]) {
    console.log(String(name).padEnd(34) + cells.map((cell) => String(cell).padStart(10)).join(""));
  }
  console.log();
}
