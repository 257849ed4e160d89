import { stringify } from "yaml";
import { type Group, type Operation, tree } from "./operations";
import { secretsOf, withSecrets } from "./secrets";

const identityConfig = "/services/identity/config";

interface Project {
  project?: string | undefined;
  workspace?: string | undefined;
}

/** Returns a shell script with one `ory patch identity-config` for each group. */
export function asCommands(groups: Group[], { project, workspace }: Project): string {
  const command = [
    "ory patch identity-config",
    '--project "$PROJECT_ID"',
    ...(workspace === undefined ? [] : [`--workspace ${quoted(workspace)}`]),
  ].join(" ");
  const commands = groups.map((group) =>
    [
      ...comment(group),
      [command, ...group.operations.map((each) => `  --add ${argument(each)}`)].join(" \\\n"),
    ].join("\n"),
  );
  return [`PROJECT_ID=${quoted(project ?? "your-project-id")}`, ...commands].join("\n\n");
}

/** Returns the settings as a file for Kratos to read after `kratos.yml`. */
export function asYaml(groups: Group[]): string {
  return groups
    .map((group) => [...comment(group), stringify(tree(group.operations))].join("\n").trimEnd())
    .join("\n\n");
}

/** Returns JSON values as lines of a .env file, in single quotes so that nothing is expanded. */
export function asVariables(variables: Record<string, string>): string {
  return Object.entries(variables)
    .map(([name, value]) => `${name}='${value.replaceAll("'", "\\u0027")}'`)
    .join("\n");
}

export interface JsonPatch {
  patch: { op: "add"; path: string; value: unknown }[];
  /** Groups left out, because the variables for their secrets aren't set. */
  leftOut: { title: string; variables: string[] }[];
}

/**
 * Returns the settings as one JSON Patch (RFC 6902), with `prefix` before every path. A group with
 * secrets is left out unless `environment` has all of them.
 */
export function asJsonPatch(
  groups: Group[],
  environment: Record<string, string | undefined>,
  prefix: string,
): JsonPatch {
  const result: JsonPatch = { patch: [], leftOut: [] };
  for (const { title, operations } of groups) {
    const filled = operations.map((operation) => withSecrets(operation, environment));
    const variables = [...new Set(filled.flatMap(secretsOf))];
    if (variables.length > 0) result.leftOut.push({ title, variables });
    else {
      result.patch.push(
        ...filled.map(({ path, value }) => ({ op: "add" as const, path: prefix + path, value })),
      );
    }
  }
  return result;
}

/** The prefix that `ory patch project --file` and Ory's API expect. */
export const projectPrefix = identityConfig;

function comment({ title, about }: Group): string[] {
  return [title, ...about].map((line) => `# ${line}`);
}

function quoted(text: string): string {
  return /^[\w./:-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Quotes for the shell. Only the variables for secrets stay outside the single quotes. */
function argument(operation: Operation): string {
  return secretsOf(operation).reduce(
    (line, variable) => line.replaceAll(`\${${variable}}`, `'"$${variable}"'`),
    quoted(`${operation.path}=${JSON.stringify(operation.value)}`),
  );
}
