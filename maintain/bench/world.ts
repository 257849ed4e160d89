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

/** The delay added to each call to a distant Ory. */
export const longWayMs = 40;

/** What all targets share: one real Ory, and one person with an account. */
export interface World {
  /** The app's origin in Ory's settings. */
  appUrl: string;
  ory: LocalOry;
  /** Ory with a delay of {@link longWayMs}. */
  farOryUrl: string;
  person: Person;
  /** The environment that makes an app accept session tokens. */
  tokenMode: Record<string, string>;
  workos: LocalWorkos;
  stop: () => Promise<void>;
}

interface WorldOptions {
  /** Ory's data folder. A temporary one by default. */
  dataFolder?: string;
  /** More of Kratos's settings. */
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
      // Minimal hashing cost, because passwords aren't measured.
      HASHERS_BCRYPT_COST: "4",
      LOG_LEVEL: "warning",
      // Ory Elements sends people to Ory's own origin, which must redirect back.
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

/** Creates a folder for Ory's data that is deleted on exit. */
export async function temporaryDataFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "ory-bench-data-"));
  process.once("exit", () => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  });
  return folder;
}
