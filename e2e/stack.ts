import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { startChild } from "../ory/local/child";
import { type LocalOry, startLocalOry } from "../ory/local/local-ory";
import { freePorts } from "../ory/local/ports";
import { tokenModeEnvironment } from "../ory/local/token-mode";
import { waitForHttp } from "./wait";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The production build that `npm test` makes; beside the one of `npm run dev`. */
export const buildFolder = process.env.NEXT_DIST_DIR ?? ".next-test";

export interface StackOptions {
  /** Kratos settings by environment, e.g. `{ SESSION_LIFESPAN: "10s" }`. */
  oryEnv?: Record<string, string>;
  /** The app's environment, beyond where Ory is. */
  appEnv?: Record<string, string>;
  /** Runs the app in token mode; a token lasts that long. */
  tokenMode?: { ttl: string };
}

/** Empty, so that neither a shell nor an `.env.local` of whoever runs the tests decides how they end. */
export const fromNobodysEnvironment = {
  ALLOWED_RETURN_ORIGINS: "",
  ORY_PROJECT_API_TOKEN: "",
  ORY_SDK_URL: "",
  ORY_SESSION_JWKS: "",
  ORY_SESSION_TOKEN_ISSUER: "",
  ORY_SESSION_TOKEN_TEMPLATE: "",
  PRIVILEGED_SESSION_MAX_AGE_SECONDS: "",
  TRUSTED_PROXY_HOPS: "",
};

/** A whole system of its own: Kratos on a new database, a mail catcher, and the production build. */
export interface Stack {
  appUrl: string;
  ory: LocalOry;
  stop: () => Promise<void>;
}

/** Starts a system on free ports; nothing of it is shared with another. */
export async function startStack({ oryEnv, appEnv, tokenMode }: StackOptions = {}): Promise<Stack> {
  const [app = 0, pub = 0, admin = 0, mail = 0, smtp = 0] = await freePorts(5);
  const appUrl = `http://localhost:${app}`;
  const dataFolder = await mkdtemp(path.join(tmpdir(), "ory-nextjs-starter-"));
  const output: string[] = [];
  const ory = await startLocalOry({
    appUrl,
    ports: { public: pub, admin, mail, smtp },
    dataFolder,
    tokenTtl: tokenMode?.ttl,
    // Hashing at its cheapest: the tests are not about guessing passwords.
    env: { HASHERS_BCRYPT_COST: "4", ...oryEnv },
    log: (line) => output.push(line),
  });
  const next = startChild(
    process.execPath,
    [path.join(root, "node_modules/next/dist/bin/next"), "start", "--port", String(app)],
    {
      cwd: root,
      env: {
        ...process.env,
        NODE_ENV: "production",
        NEXT_DIST_DIR: buildFolder,
        ...fromNobodysEnvironment,
        NEXT_PUBLIC_ORY_SDK_URL: ory.publicUrl,
        ORY_ADMIN_URL: ory.adminUrl,
        APP_URL: appUrl,
        ...(tokenMode && (await tokenModeEnvironment(dataFolder, appUrl))),
        ...appEnv,
      },
      output: (line) => output.push(line),
    },
  );
  const stop = async () => {
    await Promise.all([next.stop(), ory.stop()]);
    await rm(dataFolder, { recursive: true, force: true });
  };
  try {
    await waitForHttp(appUrl, next.exited);
  } catch (error) {
    await stop();
    throw new Error(`The app did not start:\n${output.join("\n")}`, { cause: error });
  }
  return { appUrl, ory, stop };
}
