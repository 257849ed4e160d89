import { type Client, createClient } from "@libsql/client";
import { z } from "zod";

const personSchema = z.object({
  identityId: z.string(),
  firstSeenAt: z.string(),
  firstSeenBy: z.enum(["session", "webhook"]),
  nickname: z.string().nullable(),
});

/** What only this app knows about a person. Name and address stay in Ory. */
export type Person = z.infer<typeof personSchema>;

// The identity's id is the key, because it never changes, unlike address and name.
const table = `
  create table if not exists people (
    identity_id text primary key,
    first_seen_at text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    first_seen_by text not null check (first_seen_by in ('session', 'webhook')),
    nickname text
  ) strict`;

const columns = `
  identity_id as "identityId", first_seen_at as "firstSeenAt",
  first_seen_by as "firstSeenBy", nickname`;

/** This app's rows in SQLite: `file:people.db`, or a server's `libsql://…`. */
export class People {
  readonly #database: Client;

  private constructor(database: Client) {
    this.#database = database;
  }

  /** Opens the database, and creates the table if it's missing. */
  static async open(url: string, authToken: string | undefined): Promise<People> {
    // Another process may be writing for a moment.
    const database = createClient({ url, authToken, timeout: 5_000 });
    await database.execute(table);
    return new People(database);
  }

  /**
   * Returns the person's row, and creates it if it's missing. Safe to call often and in parallel:
   * there is only one row, and its content is kept.
   */
  async ensure(identityId: string, seenBy: Person["firstSeenBy"]): Promise<Person> {
    // The row nearly always exists, and reads don't wait for writes.
    const known = await this.#find(identityId);
    if (known !== undefined) return known;
    await this.#database.execute({
      sql: `insert into people (identity_id, first_seen_by) values (?, ?)
            on conflict (identity_id) do nothing`,
      args: [identityId, seenBy],
    });
    return personSchema.parse(await this.#find(identityId));
  }

  async rename(identityId: string, nickname: string): Promise<Person> {
    await this.ensure(identityId, "session");
    await this.#database.execute({
      sql: "update people set nickname = ? where identity_id = ?",
      args: [nickname, identityId],
    });
    return this.ensure(identityId, "session");
  }

  /** Deletes a person's row, if any. Call it when an account is deleted. */
  async forget(identityId: string): Promise<void> {
    await this.#database.execute({
      sql: "delete from people where identity_id = ?",
      args: [identityId],
    });
  }

  async all(): Promise<Person[]> {
    const { rows } = await this.#database.execute(
      `select ${columns} from people order by first_seen_at`,
    );
    return z.array(personSchema).parse(rows);
  }

  async #find(identityId: string): Promise<Person | undefined> {
    const { rows } = await this.#database.execute({
      sql: `select ${columns} from people where identity_id = ?`,
      args: [identityId],
    });
    return personSchema.optional().parse(rows[0]);
  }

  close(): void {
    this.#database.close();
  }
}
