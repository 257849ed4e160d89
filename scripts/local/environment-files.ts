import nextEnv from "@next/env";
import path from "node:path";
import { oryFolder } from "./folders";

export const projectFolder = path.dirname(path.resolve(oryFolder));

/**
 * Loads `.env`, `.env.local` and so on into `process.env`, as Next.js does in development or
 * production. Returns the environment without them for `next dev`, which loads the files itself and
 * reloads them on changes.
 */
export function loadEnvironmentFiles(development = true): NodeJS.ProcessEnv {
  const before = { ...process.env };
  nextEnv.loadEnvConfig(projectFolder, development, {
    info: () => undefined,
    error: console.error,
  });
  return before;
}
