import { rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createAccount, newPerson, type Person } from "../../e2e/fixtures/people";
import { type LocalOry, startLocalOry } from "../../scripts/local/local-ory";
import { freePorts } from "../../scripts/local/ports";
import { tokenModeEnvironment } from "../../scripts/local/token-mode";
import { startDelayProxy } from "./delay-proxy";
import { type LocalWorkos, startWorkos } from "./workos";

/** What is added to each call to Ory where the way to it is a long one. */
export const longWayMs = 40;

/** What all targets share: one real Ory, and one person who has an account in it. */
export interface World {
  /** The origin that Ory knows the app by. */
  appUrl: string;
  ory: LocalOry;
  /** Ory, {@link longWayMs} further away. */
  farOryUrl: string;
  person: Person;
  /** The environment that has an app believe session tokens. */
  tokenMode: Record<string, string>;
  workos: LocalWorkos;
  stop: () => Promise<void>;
}

interface WorldOptions {
  /** Where Ory's data is, or will be; a temporary folder without it. */
  dataFolder?: string;
  /** Settings of Kratos beyond. */
  env?: Record<string, string>;
}

export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const [app = 0, pub = 0, admin = 0, mail = 0, smtp = 0] = await freePorts(5);
  const appUrl = `http://localhost:${app}`;
  const dataFolder = options.dataFolder ?? (await temporaryDataFolder());
  const ory = await startLocalOry({
    appUrl,
    ports: { public: pub, admin, mail, smtp },
    dataFolder,
    env: {
      // Hashing at its cheapest: nothing measured is about passwords.
      HASHERS_BCRYPT_COST: "4",
      LOG_LEVEL: "warning",
      // Ory Elements is sent to Ory's own origin, and from there has to come back.
      SELFSERVICE_FLOWS_LOGIN_UI_URL: `${appUrl}/auth/login`,
      ...options.env,
    },
  });
  const far = await startDelayProxy(ory.publicUrl, longWayMs);
  const workos = await startWorkos();
  const stop = async () => {
    far.close();
    workos.close();
    await ory.stop();
  };
  try {
    const person = await createAccount({ ory }, newPerson());
    const tokenMode = await tokenModeEnvironment(dataFolder, appUrl);
    return { appUrl, ory, farOryUrl: far.url, person, tokenMode, workos, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Makes a folder for Ory's data, gone when this process ends. */
export async function temporaryDataFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "ory-bench-data-"));
  process.once("exit", () => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  });
  return folder;
}
