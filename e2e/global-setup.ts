import { access } from "node:fs/promises";
import path from "node:path";
import { findKratos } from "../ory/local/find-kratos";
import { makeEmptyDatabase } from "./empty-database";
import { buildFolder } from "./start-app";

/** What all workers need: said once, and early, when it is missing. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  await access(path.join(buildFolder, "BUILD_ID")).catch((cause: unknown) => {
    throw new Error(`There is no production build in ${buildFolder}: npm test makes it.`, {
      cause,
    });
  });
  // Two workers would both download or build it.
  await findKratos();
  return makeEmptyDatabase();
}
