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
  /** The SQLite file, secrets, keys, mails and log. Created if missing, then kept. */
  dataFolder: string;
  /** Kratos settings that override kratos.yml, such as { SESSION_LIFESPAN: "10s" }. */
  env?: Record<string, string>;
  /** A session token's lifetime, such as "1m". Defaults to kratos.yml. */
  tokenTtl?: string;
  /** Other origins allowed in return_to. */
  allowedReturnOrigins?: string[];
  demoUsers?: boolean;
  /** Receives each progress line. Defaults to standard error. */
  log?: (line: string) => void;
  /** The program, if already found. */
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
  /** Empty unless requested. */
  demoUsers: SeededUser[];
  stop: () => Promise<void>;
  /** Ends everything at once, without waiting. */
  kill: () => void;
  /** Stops Kratos only, to simulate an outage. */
  stopKratos: () => Promise<void>;
  /** Restarts Kratos with the same data after `stopKratos`, optionally with other settings. */
  startKratos: (env?: Record<string, string>) => Promise<void>;
  /** Registers a listener for an unexpected end of Kratos. */
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

/** Finds the program, and creates everything in the data folder except the tables. */
async function prepare(options: LocalOryOptions) {
  const { appUrl, ports, dataFolder } = options;
  const found = options.kratos ?? (await findKratos({ log: options.log }));
  await mkdir(dataFolder, { recursive: true });
  await ensureTokenKeys(dataFolder);
  // The log has only this start.
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

/** Creates or updates the database's tables without starting anything. */
export async function migrateLocalOry(options: LocalOryOptions): Promise<void> {
  await migrate((await prepare(options)).kratosOptions);
}

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
      // Ctrl-C may reach Kratos before this process, as on Windows. That isn't a failure.
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
  // It is awaited below, once Kratos runs. Until then a rejection would count as unhandled.
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
