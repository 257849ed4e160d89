import { type FileHandle, open, readFile } from "node:fs/promises";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import { z } from "zod";
import { ExplainedError } from "../local/explained-error";

const columns = [
  "ory",
  "identifier",
  "identity_id",
  "recovery_link",
  "recovery_code",
  "expires_at",
] as const;

const resultSchema = z.object({
  /** The Ory that has the account. */
  ory: z.string(),
  identifier: z.string(),
  identity_id: z.string(),
  /** Empty if the person has a password. */
  recovery_link: z.string(),
  recovery_code: z.string(),
  expires_at: z.string(),
});
export type Result = z.infer<typeof resultSchema>;

/** Returns the file for the results: `people.imported.csv` for `people.csv`. */
export function resultFileOf(file: string): string {
  const { dir, name, ext } = path.parse(file);
  return path.join(dir, `${name}.imported${ext === "" ? ".csv" : ext}`);
}

/**
 * The file with the result of each line. Readable by its owner only, because its links open
 * accounts. Each line is flushed to disk before the next account is created.
 */
export class Results {
  readonly #done = new Set<string>();
  readonly #ory: string;
  readonly #handle: FileHandle;

  private constructor(handle: FileHandle, ory: string, results: Result[]) {
    this.#handle = handle;
    this.#ory = ory;
    for (const each of results) {
      if (each.ory === ory) this.#done.add(each.identifier.toLowerCase());
    }
  }

  /** Opens or creates it, and removes a line that an interruption left incomplete. */
  static async open(file: string, ory: string): Promise<Results> {
    const text = await readFile(file, "utf8").catch(() => "");
    const whole = text.slice(0, text.lastIndexOf("\n") + 1);
    const results = readResults(file, whole);
    const handle = await open(file, "a", 0o600);
    // An existing file may have other permissions.
    await handle.chmod(0o600);
    if (whole.length < text.length) await handle.truncate(Buffer.byteLength(whole));
    if (whole === "") await handle.appendFile(stringify([[...columns]]));
    return new Results(handle, ory, results);
  }

  /** Returns true if an earlier run handled this person in this Ory. */
  has(identifier: string): boolean {
    return this.#done.has(identifier.toLowerCase());
  }

  async add(result: Omit<Result, "ory">): Promise<void> {
    await this.#handle.appendFile(
      stringify([{ ory: this.#ory, ...result }], { columns: [...columns] }),
    );
    await this.#handle.datasync();
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }
}

function readResults(file: string, text: string): Result[] {
  try {
    return z.array(resultSchema).parse(parse(text, { columns: true }));
  } catch (cause) {
    throw new ExplainedError(
      `${file} is not what an import left there. Move it away, or name the CSV file otherwise.`,
      { cause },
    );
  }
}
