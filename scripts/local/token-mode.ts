import path from "node:path";
import { z } from "zod";
import { ensureTokenKeys, publicKeysFile, readJson } from "./secrets";

const template = "starter";

/**
 * Returns the variables that switch token mode on for the local Ory with this data folder. Creates
 * the signing key if it's missing.
 */
export async function tokenModeEnvironment(
  dataFolder: string,
  appUrl: string,
): Promise<Record<string, string>> {
  await ensureTokenKeys(dataFolder);
  const keys = await readJson(path.join(dataFolder, publicKeysFile), z.unknown());
  return {
    ORY_SESSION_TOKEN_TEMPLATE: template,
    ORY_SESSION_JWKS: JSON.stringify(keys),
    // Kratos issues tokens under its public base URL, which is the app's URL.
    ORY_SESSION_TOKEN_ISSUER: `${new URL(appUrl).origin}/`,
  };
}
