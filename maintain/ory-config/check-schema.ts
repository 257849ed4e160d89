import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import Ajv from "ajv";
import addFormats from "ajv-formats";
import { execa } from "execa";
import { z } from "zod";
import { type Group, leaves, type Operation, tree } from "../../scripts/config/operations";
import { secretsOf, withSecrets } from "../../scripts/config/secrets";
import type { Json } from "../../scripts/config/source";

/**
 * The versions whose published schema the settings must match. The schemas come from Ory's Go
 * module. The newer version has no module version, only its commit.
 */
export const schemaVersions = [
  { version: "v1.3.1", query: "v1.3.1" },
  { version: "v26.2.0", query: "9d7085948039ffb8960160d4979f71527b5cf4d5" },
] as const;

export type SchemaCheck =
  | { name: string; outcome: "valid" }
  | { name: string; outcome: "invalid"; problems: string[] }
  | { name: string; outcome: "unchecked"; reason: string };

/** Checks a configuration against the schema of each version and of each file in `files`. */
export async function checkSchemas(config: Json, files: string[]): Promise<SchemaCheck[]> {
  const published = await Promise.all(
    schemaVersions.map(async ({ version, query }): Promise<SchemaCheck> => {
      const name = `Kratos ${version}`;
      try {
        return validate(name, await readFile(await schemaFile(query), "utf8"), config);
      } catch (error) {
        return { name, outcome: "unchecked", reason: firstLine(error) };
      }
    }),
  );
  const given = await Promise.all(
    files.map(async (file) => validate(file, await readFile(file, "utf8"), config)),
  );
  return [...published, ...given];
}

/** Returns the complete configuration with the settings, and a placeholder for each secret. */
export function completeConfig(groups: Group[], base: { [key: string]: Json }): Json {
  const settings = groups.flatMap(({ operations }) => operations.map(withStandIns));
  return tree([...leaves({ dsn: "memory", ...base }), ...settings]);
}

function withStandIns(operation: Operation): Operation {
  const standIns: Record<string, string> = {};
  for (const variable of secretsOf(operation)) {
    standIns[variable] = variable.endsWith("_URI") ? "smtps://mail.example.com/" : "c2VjcmV0";
  }
  return withSecrets(operation, standIns);
}

const moduleSchema = z.object({ Dir: z.string() });

async function schemaFile(query: string): Promise<string> {
  const { stdout } = await execa(
    "go",
    ["mod", "download", "-json", `github.com/ory/kratos@${query}`],
    {
      // Outside of any module, so that nothing around this clone affects Go.
      cwd: tmpdir(),
      env: { GOWORK: "off", GOFLAGS: "" },
      stdin: "ignore",
      timeout: 600_000,
    },
  );
  const { Dir } = moduleSchema.parse(JSON.parse(stdout));
  return path.join(Dir, "embedx", "config.schema.json");
}

const anySchema = z.record(z.string(), z.json());

function validate(name: string, schema: string, config: Json): SchemaCheck {
  const ajv = new Ajv({ allErrors: true, strict: false, logger: false });
  addFormats(ajv);
  // Kratos imports these from another module. No setting here uses them.
  for (const elsewhere of ["ory://tracing-config", "ory://logging-config"]) {
    ajv.addSchema({}, elsewhere);
  }
  const check = ajv.compile(anySchema.parse(JSON.parse(schema)));
  if (check(config)) return { name, outcome: "valid" };
  const problems = (check.errors ?? []).map(
    ({ instancePath, message, params }) =>
      `${instancePath} ${message ?? ""} ${JSON.stringify(params)}`,
  );
  return { name, outcome: "invalid", problems };
}

/** Returns the reason for Go's failure, which is in its output. */
function firstLine(error: unknown): string {
  const printed = z.object({ stdout: z.string() }).safeParse(error).data?.stdout;
  const said = printed === undefined ? undefined : /"Error": "(.*?)(?:\\n|")/.exec(printed)?.[1];
  const text = said ?? (error instanceof Error ? error.message : String(error));
  return text.split("\n", 1)[0] ?? "";
}
