import { readFile } from "node:fs/promises";
import { CsvError, parse } from "csv-parse/sync";
import { z } from "zod";
import { ExplainedError } from "../local/explained-error";
import { type PasswordHash, readPasswordHash } from "./password-hash";
import type { TraitsSchema, Traits } from "./traits";

/** A valid line of the file. */
export interface Row {
  /** The line number in an editor. */
  line: number;
  traits: Traits;
  /** The first of the identifiers that Ory signs the person in with. */
  identifier: string;
  /** Addresses known to belong to the person. */
  verifiedEmails: string[];
  passwordHash: PasswordHash | undefined;
}

export interface Problem {
  line: number;
  says: string;
}

const ownColumns = ["password_hash", "verified"];

const recordsSchema = z.array(
  z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }),
);

/** Returns the people in a file, and all problems found in it. */
export async function readPeople(
  file: string,
  schema: TraitsSchema,
): Promise<{ rows: Row[]; problems: Problem[] }> {
  const text = await readFile(file, "utf8").catch((cause: unknown) => {
    throw new ExplainedError(`${file} can't be read.`, { cause });
  });
  return parsePeople(text, schema);
}

/** Returns the people in a file's text, and all problems found in it. */
export function parsePeople(
  text: string,
  schema: TraitsSchema,
): { rows: Row[]; problems: Problem[] } {
  const records = parseCsv(text);
  if (!Array.isArray(records)) return { rows: [], problems: [records] };
  const [header, ...lines] = records;
  if (header === undefined) return { rows: [], problems: [{ line: 1, says: "the file is empty" }] };
  const columns = header.record;
  const wrongColumns = checkColumns(columns, schema);
  if (wrongColumns.length > 0) {
    return { rows: [], problems: wrongColumns.map((says) => ({ line: 1, says })) };
  }
  const rows: Row[] = [];
  const problems: Problem[] = [];
  const seen = new Map<string, number>();
  for (const { record, info } of lines) {
    // The parser reports the last line of a record.
    const line = info.lines - breaksIn(record);
    const read = readRow(columns, record, schema);
    const twice = read.identifiers.filter((identifier) => seen.has(identifier));
    const says = [
      ...read.problems,
      ...twice.map((one) => `${one} is in line ${seen.get(one) ?? ""} already`),
    ];
    for (const identifier of read.identifiers) {
      if (!seen.has(identifier)) seen.set(identifier, line);
    }
    problems.push(...says.map((each) => ({ line, says: each })));
    const [identifier] = read.identifiers;
    if (says.length === 0 && identifier !== undefined) {
      const { traits, verifiedEmails, passwordHash } = read;
      rows.push({ line, traits, identifier, verifiedEmails, passwordHash });
    }
  }
  if (lines.length === 0) problems.push({ line: 1, says: "there is nobody below the header" });
  return { rows, problems };
}

function parseCsv(text: string): z.infer<typeof recordsSchema> | Problem {
  try {
    const options = { bom: true, info: true, relax_column_count: true, skip_empty_lines: true };
    return recordsSchema.parse(parse(text, { ...options, trim: true }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = z.object({ lines: z.number() }).safeParse(error).data?.lines ?? 1;
    return { line, says: `this is no CSV: ${error.message}` };
  }
}

function breaksIn(record: string[]): number {
  return record.join("").split("\n").length - 1;
}

function checkColumns(columns: string[], schema: TraitsSchema): string[] {
  const known = [...schema.paths.keys(), ...ownColumns];
  return [
    ...columns
      .filter((column) => !known.includes(column))
      .map((column) => `there is no column "${column}"; there are ${known.join(", ")}`),
    ...columns
      .filter((column, index) => columns.indexOf(column) !== index)
      .map((column) => `the column "${column}" is there twice`),
  ];
}

function readRow(columns: string[], record: string[], schema: TraitsSchema) {
  const cells = Object.fromEntries(columns.map((column, index) => [column, record[index] ?? ""]));
  const { traits, identifiers, emails, problems } = schema.read(cells);
  const hash = readPasswordHash(cells.password_hash ?? "");
  // Spreadsheets write it in capitals.
  const verified = (cells.verified ?? "").toLowerCase();
  return {
    traits,
    identifiers,
    verifiedEmails: verified === "true" ? emails : [],
    passwordHash: hash.outcome === "hash" ? hash.hash : undefined,
    problems: [
      ...(record.length === columns.length
        ? problems
        : [`there are ${record.length} cells for ${columns.length} columns`]),
      ...(hash.outcome === "wrong" ? [hash.says] : []),
      ...(["true", "false", ""].includes(verified)
        ? []
        : [`verified is "${cells.verified ?? ""}", neither true nor false`]),
    ],
  };
}
