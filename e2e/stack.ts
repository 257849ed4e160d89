import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type LocalOry, startLocalOry } from "../ory/local/local-ory";
import { freePorts } from "../ory/local/ports";
import { tokenModeEnvironment } from "../ory/local/token-mode";
import { copyEmptyDatabase } from "./empty-database";
import { startApp } from "./start-app";
import { waitForHttp } from "./wait";

export interface StackOptions {
  /** Kratos settings by environment, e.g. `{ SESSION_LIFESPAN: "10s" }`. */
  oryEnv?: Record<string, string>;
  /** The app's environment, beyond where Ory is. */
  appEnv?: Record<string, string>;
  /** Runs the app in token mode; a token lasts that long. */
  tokenMode?: { ttl: string };
}

/** A whole system of its own: Kratos on a new database, a mail catcher, and the production build. */
export interface Stack {
  appUrl: string;
  ory: LocalOry;
  /** What the app has written so far, line by line. */
  output: readonly string[];
  stop: () => Promise<void>;
}

/** Starts a system on free ports; nothing of it is shared with another. */
export async function startStack({ oryEnv, appEnv, tokenMode }: StackOptions = {}): Promise<Stack> {
  const [app = 0, pub = 0, admin = 0, mail = 0, smtp = 0] = await freePorts(5);
  const appUrl = `http://localhost:${app}`;
  const dataFolder = await mkdtemp(path.join(tmpdir(), "ory-nextjs-starter-"));
  await copyEmptyDatabase(dataFolder);
  const tokenEnv = tokenMode && (await tokenModeEnvironment(dataFolder, appUrl));
  const output: string[] = [];
  const ory = startLocalOry({
    appUrl,
    ports: { public: pub, admin, mail, smtp },
    dataFolder,
    tokenTtl: tokenMode?.ttl,
    // Hashing at its cheapest: the tests are not about guessing passwords.
    env: { HASHERS_BCRYPT_COST: "4", ...oryEnv },
    log: (line) => output.push(line),
  });
  const next = startApp({
    port: app,
    env: {
      NEXT_PUBLIC_ORY_SDK_URL: `http://localhost:${pub}`,
      ORY_ADMIN_URL: `http://localhost:${admin}`,
      ...tokenEnv,
      ...appEnv,
    },
    log: (line) => output.push(line),
  });
  const stop = async () => {
    // Asked to end, it would wait for the connections that are held open.
    next.kill();
    await Promise.allSettled([next.exited, ory.then((started) => started.stop())]);
    await rm(dataFolder, { recursive: true, force: true });
  };
  try {
    const [started] = await Promise.all([ory, waitForHttp(appUrl, next.exited)]);
    return { appUrl, ory: started, output, stop };
  } catch (error) {
    await stop();
    throw new Error(`The system did not start:\n${output.join("\n")}`, { cause: error });
  }
}
