import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { root } from "../contract/folders";

const text = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const serviceSchema = z.object({
  image: z.string().optional(),
  command: z
    .union([z.array(z.string()), z.string().transform((words) => words.split(" "))])
    .default([]),
  environment: z.record(z.string(), text.nullable()).default({}),
  volumes: z.array(z.string()).default([]),
  ports: z.array(text).default([]),
});
const composeSchema = z.object({ services: z.record(z.string(), serviceSchema) });

export interface Service {
  command: string[];
  env: Record<string, string>;
  /** The published ports, as `address:port:port` or a shorter form. */
  ports: string[];
}

/**
 * Returns the commands and environments of a Compose file's services, with variables filled in and
 * local addresses for each `service:port`. Throws if a variable or mounted file is missing.
 */
export async function readCompose(
  file: string,
  variables: Record<string, string>,
  places: Record<string, string>,
): Promise<(name: string) => Service> {
  // This folder's packages are installed after this module loads.
  const { parse } = await import("yaml");
  const source = readFileSync(path.join(root, file), "utf8");
  const filledIn = source.replace(/\$\{(\w+)(?::\?)?\}/g, (_, name: string) => {
    const value = variables[name];
    if (value === undefined) throw new Error(`${file} wants ${name}, which is not set.`);
    return value;
  });
  const { services } = composeSchema.parse(parse(filledIn, { merge: true }));
  for (const [name, { volumes }] of Object.entries(services)) {
    for (const mounted of volumes.flatMap((volume) => /^(\.[^:]*):/.exec(volume)?.[1] ?? [])) {
      if (!existsSync(path.join(root, path.dirname(file), mounted)))
        throw new Error(`${name} mounts ${mounted}, which is not there.`);
    }
  }
  const placed = (value: string) =>
    Object.entries(places).reduce((result, [from, to]) => result.replaceAll(from, to), value);
  return (name) => {
    const service = services[name];
    if (!service) throw new Error(`${file} has no service "${name}".`);
    const { command, environment, ports } = service;
    return {
      command,
      ports,
      env: Object.fromEntries(
        // A variable without a value takes the caller's, if set.
        Object.entries(environment).flatMap(([key, value]) => {
          const given = value ?? variables[key];
          return given === undefined ? [] : [[key, placed(given)]];
        }),
      ),
    };
  };
}
