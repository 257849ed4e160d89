import { fileURLToPath } from "node:url";
import envPaths from "env-paths";

/** The `ory/` folder: Kratos runs in it, because the paths in kratos.yml are relative to it. */
export const oryFolder = fileURLToPath(new URL("../../ory", import.meta.url));

/** The `scripts/` folder: what people run. */
export const scriptsFolder = fileURLToPath(new URL("..", import.meta.url));

/** Where the local Ory of `npm run dev` keeps its database, secrets, keys, mails and log. */
export const developmentDataFolder = fileURLToPath(new URL("../../ory/.data", import.meta.url));

/** Per user, so that a program found once survives `npm ci` and serves every clone. */
export const userCacheFolder = envPaths("ory-nextjs-starter", { suffix: "" }).cache;
