import Ajv from "ajv";
import addFormats from "ajv-formats";
import { z } from "zod";
import { tree } from "../config/operations";
import type { Json } from "../config/source";

export type Traits = { [key: string]: Json };

export interface TraitsSchema {
  /** The traits that a cell can hold: column name ("name.first") and type. */
  paths: Map<string, "string" | "number" | "integer" | "boolean">;
  /** Reads a line's cells by column. An empty cell is an absent trait. */
  read: (cells: Record<string, string>) => {
    traits: Traits;
    /** The identifiers to sign in with, normalized as Ory compares them. */
    identifiers: string[];
    /** Addresses that Ory wants verified. */
    emails: string[];
    problems: string[];
  };
}

const leafSchema = z.object({
  type: z.enum(["string", "number", "integer", "boolean"]),
  "ory.sh/kratos": z
    .object({
      credentials: z.record(z.string(), z.object({ identifier: z.boolean().optional() })),
      verification: z.object({ via: z.string() }),
    })
    .partial()
    .optional(),
});
const branchSchema = z.object({ properties: z.record(z.string(), z.unknown()) });
const identitySchema = z.looseObject({ properties: z.object({ traits: z.unknown() }) });

export function traitsSchema(schema: unknown): TraitsSchema {
  const found = new Map(leavesOf(identitySchema.parse(schema).properties.traits));
  const ajv = new Ajv({ allErrors: true, strict: false, logger: false });
  addFormats(ajv);
  const check = ajv.compile(identitySchema.parse(schema));
  return {
    paths: new Map([...found].map(([column, { type }]) => [column, type])),
    read: (cells) => {
      const filled = [...found.keys()].filter((column) => (cells[column] ?? "") !== "");
      const traits = tree(
        filled.map((column) => ({
          path: `/${column.replaceAll(".", "/")}`,
          value: valueOf(cells[column] ?? "", found.get(column)?.type),
        })),
      );
      const valid = check({ traits });
      return {
        traits,
        identifiers: filled
          .filter((column) => isIdentifier(found.get(column)))
          .map((column) => (cells[column] ?? "").toLowerCase()),
        emails: filled
          .filter((column) => found.get(column)?.["ory.sh/kratos"]?.verification?.via === "email")
          .map((column) => cells[column] ?? ""),
        problems: valid ? [] : (check.errors ?? []).map(problemText),
      };
    },
  };
}

type Leaf = z.infer<typeof leafSchema>;

function leavesOf(schema: unknown, path: string[] = []): [column: string, leaf: Leaf][] {
  const leaf = leafSchema.safeParse(schema);
  if (leaf.success) return [[path.join("."), leaf.data]];
  const branch = branchSchema.safeParse(schema);
  if (!branch.success) return [];
  return Object.entries(branch.data.properties).flatMap(([name, below]) =>
    leavesOf(below, [...path, name]),
  );
}

function isIdentifier(leaf: Leaf | undefined): boolean {
  const credentials = Object.values(leaf?.["ory.sh/kratos"]?.credentials ?? {});
  return credentials.some(({ identifier }) => identifier === true);
}

/** A value that isn't a number stays a string, which the schema rejects with its own message. */
function valueOf(text: string, type: Leaf["type"] | undefined): Json {
  if (type === "boolean") {
    const lower = text.toLowerCase();
    return lower === "true" ? true : lower === "false" ? false : text;
  }
  if (type === "string" || type === undefined) return text;
  return Number.isFinite(Number(text)) ? Number(text) : text;
}

function problemText(error: { instancePath: string; message?: string }): string {
  const trait = error.instancePath.replace(/^\/traits\/?/, "").replaceAll("/", ".");
  return `${trait} ${error.message ?? "is not right"}`.trim();
}
