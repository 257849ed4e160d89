import { fileURLToPath } from "node:url";
import envPaths from "env-paths";

/** Kratos's working directory, because kratos.yml has paths relative to it. */
export const oryFolder = fileURLToPath(new URL("../../ory", import.meta.url));

export const scriptsFolder = fileURLToPath(new URL("..", import.meta.url));

/** The database, secrets, keys, mails and log of `npm run dev`. */
export const developmentDataFolder = fileURLToPath(new URL("../../ory/.data", import.meta.url));

/** Per user, so that a program survives `npm ci` and all clones share it. */
export const userCacheFolder = envPaths("ory-nextjs-starter", { suffix: "" }).cache;
