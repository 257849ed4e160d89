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
  /** The Ory that the account is in. */
  ory: z.string(),
  identifier: z.string(),
  identity_id: z.string(),
  /** Empty for somebody with a password. */
  recovery_link: z.string(),
  recovery_code: z.string(),
  expires_at: z.string(),
});
export type Result = z.infer<typeof resultSchema>;

/** Where the results of a file go: `people.csv` to `people.imported.csv`. */
export function resultFileOf(file: string): string {
  const { dir, name, ext } = path.parse(file);
  return path.join(dir, `${name}.imported${ext === "" ? ".csv" : ext}`);
}

/**
 * The file with what became of each line. It holds links that open accounts: only its owner may read
 * it. A line is on the disk before the next person is dealt with.
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

  /** Opens it, or makes it; what an interruption left half written is taken off its end. */
  static async open(file: string, ory: string): Promise<Results> {
    const text = await readFile(file, "utf8").catch(() => "");
    const whole = text.slice(0, text.lastIndexOf("\n") + 1);
    const results = readResults(file, whole);
    const handle = await open(file, "a", 0o600);
    // It may have been there before, with other rights.
    await handle.chmod(0o600);
    if (whole.length < text.length) await handle.truncate(Buffer.byteLength(whole));
    if (whole === "") await handle.appendFile(stringify([[...columns]]));
    return new Results(handle, ory, results);
  }

  /** Tells whether this person was dealt with, in this Ory, by an earlier run. */
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
