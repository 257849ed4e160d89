import path from "node:path";
import { adminAccess } from "../../lib/ory/admin";
import { type Env, parseEnv } from "../../lib/server/env";
import type { AdminApi } from "./admin-api";
import { ExplainedError } from "./explained-error";
import { developmentDataFolder } from "./folders";
import { exists, publicKeysFile } from "./secrets";
import { explained, readSettings } from "./settings";
import { tokenModeEnvironment } from "./token-mode";

type Variables = Record<string, string | undefined>;

/** The app's settings, and whether they are for production. */
export interface Setup {
  /** The canonical one first. */
  appOrigins: [string, ...string[]];
  allowedReturnOrigins: readonly string[];
  oryUrl: string;
  adminUrl: string | undefined;
  projectToken: string | undefined;
  /** The admin access from these two settings. */
  admin: AdminApi | undefined;
  /** The expected claims of a session token, or undefined if token mode is off. */
  sessionToken: Env["sessionToken"];
  production: boolean;
  /** The mail catcher's URL, if the Ory of `npm run dev` is in use. */
  mailUrl: string | undefined;
  variables: Variables;
}

/**
 * Reads the environment as the app does. Without `production`, it adds the variables that `npm run
 * dev` sets. Throws an ExplainedError that lists each wrong variable.
 */
export async function readSetup(variables: Variables, production: boolean): Promise<Setup> {
  const development = production ? undefined : await developmentVariables(variables);
  const given: Variables = {
    ...variables,
    ...development?.variables,
    NODE_ENV: production ? "production" : "development",
  };
  const env = explained(() => parseEnv(given));
  const access = adminAccess(env);
  const [canonical, ...others] = env.appOrigins;
  if (canonical === undefined) throw new ExplainedError("APP_URL is missing.");
  return {
    appOrigins: [canonical, ...others],
    allowedReturnOrigins: env.allowedReturnOrigins,
    oryUrl: env.orySdkUrl,
    adminUrl: env.oryAdminUrl,
    projectToken: env.oryProjectApiToken,
    admin: access && {
      url: access.basePath,
      headers: access.accessToken ? { authorization: `Bearer ${access.accessToken}` } : {},
    },
    sessionToken: env.sessionToken,
    production,
    mailUrl: development?.mailUrl,
    variables: given,
  };
}

/** Returns the admin access of a setup. Throws an ExplainedError if there is none. */
export function requireAdmin({ admin }: Setup): AdminApi {
  if (admin !== undefined) return admin;
  throw new ExplainedError(
    "There is no admin access: set ORY_ADMIN_URL, or ORY_PROJECT_API_TOKEN for Ory Network.",
  );
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
