import path from "node:path";
import { type Env, parseEnv } from "../../lib/server/env";
import { developmentDataFolder } from "../local/folders";
import { exists, publicKeysFile } from "../local/secrets";
import { readSettings } from "../local/settings";
import { tokenModeEnvironment } from "../local/token-mode";

type Variables = Record<string, string | undefined>;

/** What the app is told, and how far the doctor may go. */
export interface Setup {
  /** The app's origins, the canonical one first. */
  appOrigins: [string, ...string[]];
  allowedReturnOrigins: readonly string[];
  oryUrl: string;
  adminUrl: string | undefined;
  projectToken: string | undefined;
  /** What a session token has to say; undefined while token mode is off. */
  sessionToken: Env["sessionToken"];
  production: boolean;
  /** The mail catcher's address, where the Ory of `npm run dev` is used. */
  mailUrl: string | undefined;
  variables: Variables;
}

/**
 * Reads the environment just as the app does: as `npm run dev` hands it over, or with `production`
 * as it stands.
 *
 * @throws Error that names each wrong variable, what was found and what is expected.
 */
export async function readSetup(variables: Variables, production: boolean): Promise<Setup> {
  const development = production ? undefined : await developmentVariables(variables);
  const given: Variables = {
    ...variables,
    ...development?.variables,
    NODE_ENV: production ? "production" : "development",
  };
  const env = parseEnv(given);
  const [canonical, ...others] = env.appOrigins;
  if (canonical === undefined) throw new Error("APP_URL is missing.");
  return {
    appOrigins: [canonical, ...others],
    allowedReturnOrigins: env.allowedReturnOrigins,
    oryUrl: env.orySdkUrl,
    adminUrl: env.oryAdminUrl,
    projectToken: env.oryProjectApiToken,
    sessionToken: env.sessionToken,
    production,
    mailUrl: development?.mailUrl,
    variables: given,
  };
}

async function developmentVariables(variables: Variables) {
  const { appPort, appUrl, ports, remoteOryUrl } = readSettings(variables);
  if (remoteOryUrl !== undefined) return undefined;
  const hasKeys = await exists(path.join(developmentDataFolder, publicKeysFile));
  return {
    variables: {
      ...(variables.ORY_SESSION_TOKEN_TEMPLATE && hasKeys
        ? await tokenModeEnvironment(developmentDataFolder, appUrl)
        : {}),
      PORT: String(appPort),
      NEXT_PUBLIC_ORY_SDK_URL: `http://localhost:${ports.public}`,
      ORY_ADMIN_URL: `http://localhost:${ports.admin}`,
    },
    mailUrl: `http://localhost:${ports.mail}`,
  };
}
