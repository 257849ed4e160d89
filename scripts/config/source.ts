import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { ExplainedError } from "../local/explained-error";
import { oryFolder } from "../local/folders";
import type { SocialProvider } from "../local/social-providers";

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

export interface Source {
  config: { [key: string]: Json };
  /** Reads a file that `kratos.yml` refers to with `file://`. */
  readFile: (url: string) => string;
}

/** Reads `ory/kratos.yml`, the single source of Ory's settings in every environment. */
export function readSource(folder = oryFolder): Source {
  const file = path.join(folder, "kratos.yml");
  const config = z.record(z.string(), z.json()).safeParse(parse(readFileSync(file, "utf8")));
  if (!config.success) throw new ExplainedError(`${file} holds no settings.`);
  return {
    config: config.data,
    // Relative paths start in Kratos's working directory.
    readFile: (url) => readFileSync(path.resolve(folder, url.replace(/^file:\/\//, "")), "utf8"),
  };
}

/** Returns the settings with these social providers on. With none, the settings stay unchanged. */
export function withProviders(source: Source, providers: readonly SocialProvider[]): Source {
  if (providers.length === 0) return source;
  const oidc = { enabled: true, config: { providers: z.json().parse(providers) } };
  const selfservice = settingsIn(source.config.selfservice);
  const methods = { ...settingsIn(selfservice.methods), oidc };
  return { ...source, config: { ...source.config, selfservice: { ...selfservice, methods } } };
}

function settingsIn(value: Json | undefined): { [key: string]: Json } {
  return value !== null && typeof value === "object" && !Array.isArray(value) ? value : {};
}
