import { readFile, writeFile } from "node:fs/promises";
import initSqlJs, { type Database } from "sql.js";
import { z } from "zod";

const sessionsPerPerson = 10;

const uuid =
  "lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-a' || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))";

/** The id of row `i`'s person, and of session `i`. */
const person = `printf('00000000-0000-4000-8000-%012d', i / ${sessionsPerPerson})`;
const session = "printf('00000000-0000-4000-9000-%012d', i)";

const secret = "lower(hex(randomblob(16)))";
const email = "'filled-' || i || '@example.com'";

/** The columns that differ from the existing row in each new row. */
const changes = {
  identities: { id: "printf('00000000-0000-4000-8000-%012d', i)" },
  identity_verifiable_addresses: {
    id: uuid,
    identity_id: "printf('00000000-0000-4000-8000-%012d', i)",
    value: email,
  },
  identity_recovery_addresses: {
    id: uuid,
    identity_id: "printf('00000000-0000-4000-8000-%012d', i)",
    value: email,
  },
  sessions: {
    id: session,
    identity_id: person,
    token: `'ory_st_' || ${secret}`,
    logout_token: `'ory_lo_' || ${secret}`,
  },
  session_devices: { id: uuid, session_id: session, identity_id: person },
};

/**
 * Adds sessions to the SQLite database of a stopped Ory Kratos, with people and devices, as copies
 * of the existing one. Returns one of their session tokens.
 */
export async function fillSessions(file: string, count: number): Promise<string> {
  const { Database } = await initSqlJs();
  const database = new Database(await readFile(file));
  try {
    for (const [table, changed] of Object.entries(changes)) {
      const ofSession = table === "sessions" || table === "session_devices";
      addRows(database, table, changed, ofSession ? count : count / sessionsPerPerson);
    }
    const [found] = database.exec(`SELECT token FROM sessions WHERE id LIKE '%-9000-%' LIMIT 1`);
    const token = z.string().parse(found?.values[0]?.[0]);
    await writeFile(file, database.export());
    return token;
  } finally {
    database.close();
  }
}

/** Updates SQLite's statistics, which it needs to choose between indexes. */
export async function analyze(file: string): Promise<void> {
  const { Database } = await initSqlJs();
  const database = new Database(await readFile(file));
  try {
    database.run("ANALYZE");
    await writeFile(file, database.export());
  } finally {
    database.close();
  }
}

function addRows(
  database: Database,
  table: string,
  changed: Record<string, string>,
  count: number,
): void {
  const [info] = database.exec(`SELECT name FROM pragma_table_info('${table}')`);
  const columns = (info?.values ?? []).map(([name]) => z.string().parse(name));
  const values = columns.map((column) => changed[column] ?? `source."${column}"`);
  database.run(
    `WITH RECURSIVE numbers(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM numbers WHERE i < ${count - 1})
     INSERT INTO "${table}" (${columns.map((column) => `"${column}"`).join(", ")})
     SELECT ${values.join(", ")} FROM (SELECT * FROM "${table}" LIMIT 1) AS source, numbers`,
  );
}
