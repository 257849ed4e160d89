import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Child } from "./child";
import { findKratos, type FoundKratos } from "./find-kratos";
import { oryFolder } from "./folders";
import { failure, logFile, migrate, serve, type KratosError } from "./kratos";
import { kratosEnvironment } from "./kratos-environment";
import { startMailCatcher } from "./mail-catcher";
import { assertPortsFree, type PortUse } from "./ports";
import { ensureTokenKeys, loadSecrets } from "./secrets";
import { seedDemoUsers, type SeededUser } from "./seed-demo-users";

export interface LocalOryOptions {
  /** The app's origin: Kratos's public base URL and the passkeys' origin. */
  appUrl: string;
  ports: { public: number; admin: number; mail: number; smtp: number };
  /** SQLite file, secrets, keys, mails, log. Made when missing, kept afterwards. */
  dataFolder: string;
  /** Kratos settings by environment, which win over kratos.yml, e.g. { SESSION_LIFESPAN: "10s" }. */
  env?: Record<string, string>;
  /** How long a session token lasts, e.g. "1m"; as kratos.yml says if absent. */
  tokenTtl?: string;
  /** Other origins that return_to may name. */
  allowedReturnOrigins?: string[];
  demoUsers?: boolean;
  /** Takes each line that is said on the way. Without it, standard error does. */
  log?: (line: string) => void;
  /** The program, where it was found before. */
  kratos?: FoundKratos;
  /** Another kratos.yml. Its relative paths still start in `ory/`. */
  configFile?: string;
}

export interface LocalOry {
  publicUrl: string;
  adminUrl: string;
  mailUrl: string;
  smtpPort: number;
  kratos: FoundKratos;
  /** Empty unless asked for. */
  demoUsers: SeededUser[];
  /** Stops Kratos and the mail catcher. */
  stop: () => Promise<void>;
  /** Ends everything at once, without waiting. */
  kill: () => void;
  /** Stops Kratos alone, as an outage does. */
  stopKratos: () => Promise<void>;
  /** Starts Kratos again with the same data, after `stopKratos`; with other settings if given. */
  startKratos: (env?: Record<string, string>) => Promise<void>;
  /** Called when Kratos ends without being told to. */
  onExit: (listener: (error: KratosError) => void) => void;
}

/** Returns what the ports are for, and the variables that change them. */
export function oryPorts(ports: LocalOryOptions["ports"]): PortUse[] {
  return [
    { port: ports.public, purpose: "Ory's public API", variable: "ORY_PUBLIC_PORT" },
    { port: ports.admin, purpose: "Ory's admin API", variable: "ORY_ADMIN_PORT" },
    { port: ports.mail, purpose: "the mail catcher's page", variable: "MAIL_PORT" },
    { port: ports.smtp, purpose: "the mail catcher's SMTP", variable: "SMTP_PORT" },
  ];
}

/** Finds the program, and fills the data folder with all that it needs except its tables. */
async function prepare(options: LocalOryOptions) {
  const { appUrl, ports, dataFolder } = options;
  const found = options.kratos ?? (await findKratos({ log: options.log }));
  await mkdir(dataFolder, { recursive: true });
  await ensureTokenKeys(dataFolder);
  // The log of this start, not of all.
  await writeFile(logFile(dataFolder), "", { mode: 0o600 });
  const kratosOptions = {
    program: found.program,
    ports,
    dataFolder,
    configFile: options.configFile ?? path.join(oryFolder, "kratos.yml"),
    env: kratosEnvironment({
      appUrl,
      ports,
      dataFolder,
      secrets: await loadSecrets(dataFolder),
      allowedReturnOrigins: options.allowedReturnOrigins ?? [],
      tokenTtl: options.tokenTtl,
      env: options.env ?? {},
    }),
  };
  return { found, kratosOptions };
}

/** Makes the database's tables, or brings them up to date, and starts nothing. */
export async function migrateLocalOry(options: LocalOryOptions): Promise<void> {
  await migrate((await prepare(options)).kratosOptions);
}

/** Starts Ory Kratos and a mail catcher, and resolves when both answer. */
export async function startLocalOry(options: LocalOryOptions): Promise<LocalOry> {
  const { ports, dataFolder } = options;
  await assertPortsFree(oryPorts(ports));
  const { found, kratosOptions } = await prepare(options);
  const exitListeners = new Set<(error: KratosError) => void>();
  let child: Child | undefined;
  const startKratos = async (env: Record<string, string> = {}) => {
    if (child !== undefined) return;
    const started = await serve({ ...kratosOptions, env: { ...kratosOptions.env, ...env } });
    child = started;
    void started.exited.then(async () => {
      // Ctrl-C may reach Kratos before it reaches us (on Windows it does): that is no failure.
      await delay(200);
      if (child !== started) return;
      child = undefined;
      const error = await failure(kratosOptions, "Ory Kratos ended unexpectedly");
      for (const listener of exitListeners) listener(error);
    });
  };
  const stopKratos = async () => {
    const running = child;
    child = undefined;
    await running?.stop();
  };

  const publicUrl = `http://localhost:${ports.public}`;
  const adminUrl = `http://localhost:${ports.admin}`;
  const mail = startMailCatcher({ port: ports.mail, smtpPort: ports.smtp, dataFolder });
  // Awaited below, when Kratos runs: until then its failure is nobody's yet.
  mail.catch(() => undefined);
  const stop = async () => {
    await Promise.allSettled([stopKratos(), mail.then((started) => started.stop())]);
  };
  try {
    await migrate(kratosOptions);
    await startKratos();
    await mail;
    return {
      publicUrl,
      adminUrl,
      mailUrl: `http://localhost:${ports.mail}`,
      smtpPort: ports.smtp,
      kratos: found,
      demoUsers:
        options.demoUsers === true ? await seedDemoUsers({ publicUrl, adminUrl, dataFolder }) : [],
      stop,
      kill: () => child?.kill(),
      stopKratos,
      startKratos,
      onExit: (listener) => void exitListeners.add(listener),
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
