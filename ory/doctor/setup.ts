import { type Env, parseEnv } from "../../lib/env";
import { readSettings } from "../local/settings";

type Variables = Record<string, string | undefined>;

/** What the app is told, and how far the doctor may go. */
export interface Setup {
  /** The app's origins, the canonical one first. */
  appOrigins: [string, ...string[]];
  allowedReturnOrigins: readonly string[];
  oryUrl: string;
  adminUrl: string | undefined;
  projectToken: string | undefined;
  /** What switches token mode on, as it stands in the environment. */
  tokenMode: { template: string; jwks: string; issuer: string } | undefined;
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
export function readSetup(variables: Variables, production: boolean): Setup {
  const development = production ? undefined : developmentVariables(variables);
  const given: Variables = {
    ...variables,
    ...development?.variables,
    NODE_ENV: production ? "production" : "development",
  };
  const env: Env = parseEnv(given);
  const [canonical, ...others] = env.appOrigins;
  if (canonical === undefined) throw new Error("APP_URL is missing.");
  return {
    appOrigins: [canonical, ...others],
    allowedReturnOrigins: env.allowedReturnOrigins,
    oryUrl: env.orySdkUrl,
    adminUrl: env.oryAdminUrl,
    projectToken: env.oryProjectApiToken,
    tokenMode: given.ORY_SESSION_TOKEN_TEMPLATE
      ? {
          template: given.ORY_SESSION_TOKEN_TEMPLATE,
          jwks: given.ORY_SESSION_JWKS ?? "",
          issuer: given.ORY_SESSION_TOKEN_ISSUER ?? "",
        }
      : undefined,
    production,
    mailUrl: development?.mailUrl,
    variables: given,
  };
}

function developmentVariables(variables: Variables) {
  const { appPort, ports, remoteOryUrl } = readSettings(variables);
  if (remoteOryUrl !== undefined) return { variables: {}, mailUrl: undefined };
  return {
    variables: {
      PORT: String(appPort),
      NEXT_PUBLIC_ORY_SDK_URL: `http://localhost:${ports.public}`,
      ORY_ADMIN_URL: `http://localhost:${ports.admin}`,
    },
    mailUrl: `http://localhost:${ports.mail}`,
  };
}
