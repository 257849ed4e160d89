import nextEnv from "@next/env";
import path from "node:path";
import { oryFolder } from "./folders";

/** The folder of the app. */
export const projectFolder = path.dirname(path.resolve(oryFolder));

/**
 * Loads `.env`, `.env.local` and their kin into `process.env`, as Next.js does in development or in
 * production, and returns the environment as it was before: that is what `next dev` gets, which loads the files
 * itself and again when they change.
 */
export function loadEnvironmentFiles(development = true): NodeJS.ProcessEnv {
  const before = { ...process.env };
  nextEnv.loadEnvConfig(projectFolder, development, {
    info: () => undefined,
    error: console.error,
  });
  return before;
}
