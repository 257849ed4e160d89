import path from "node:path";
import { fileURLToPath } from "node:url";
import { type Child, startChild } from "../ory/local/child";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The production build that `npm test` makes; beside the one of `npm run dev`. */
export const buildFolder = process.env.NEXT_DIST_DIR ?? ".next-test";

/** Empty, so that neither a shell nor an `.env.local` of whoever runs the tests decides how they end. */
export const fromNobodysEnvironment = {
  ALLOWED_RETURN_ORIGINS: "",
  GITHUB_CLIENT_ID: "",
  GOOGLE_CLIENT_ID: "",
  OIDC_ISSUER: "",
  ORY_PROJECT_API_TOKEN: "",
  ORY_SDK_URL: "",
  ORY_SESSION_JWKS: "",
  ORY_SESSION_TOKEN_ISSUER: "",
  ORY_SESSION_TOKEN_TEMPLATE: "",
  PRIVILEGED_SESSION_MAX_AGE_SECONDS: "",
  SHUTDOWN_DELAY_SECONDS: "",
  SOCIAL_SIGN_IN_ORIGINS: "",
  TRUSTED_PROXY_HOPS: "",
};

export interface AppOptions {
  /** Where it listens, on all of this machine's addresses. */
  port: number;
  /** The public address, where that is another one. */
  appUrl?: string;
  env: Readonly<Record<string, string>>;
  log?: (line: string) => void;
}

/** Begins to start the production build; it is there once it answers. */
export function startApp({ port, appUrl, env, log }: AppOptions): Child {
  const next = path.join(root, "node_modules/next/dist/bin/next");
  return startChild(process.execPath, [next, "start", "--port", String(port)], {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: "production",
      NEXT_DIST_DIR: buildFolder,
      ...fromNobodysEnvironment,
      APP_URL: appUrl ?? `http://localhost:${port}`,
      ...env,
    },
    output: log ?? (() => undefined),
  });
}
