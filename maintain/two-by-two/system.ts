import { createHmac, randomBytes } from "node:crypto";
import { appendFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { execa } from "execa";
import { trusted } from "../../e2e/fixtures/raw-http";
import { startApp } from "../../e2e/fixtures/start-app";
import { type Child, startChild } from "../../scripts/local/child";
import { findKratos } from "../../scripts/local/find-kratos";
import { oryFolder } from "../../scripts/local/folders";
import { freePorts } from "../../scripts/local/ports";
import { readCompose, type Service } from "../containers/compose";
import { root } from "../contract/folders";

import { findPrograms } from "./debian";
import { createPostgres, type Postgres } from "./postgres";

export interface Part {
  name: string;
  /** Starts it, and resolves once it reports that it is ready. */
  start: () => Promise<void>;
  /** Kills it, and resolves once it has ended. */
  kill: () => Promise<void>;
  /** Asks it to end, and resolves once it has ended. */
  stop: () => Promise<void>;
}

export interface System {
  /** The balancer's public URL, on https. */
  url: string;
  /** One of the two apps, past the balancer. */
  appUrl: string;
  adminUrl: string;
  kratos: [Part, Part];
  apps: [Part, Part];
  database: Postgres;
  /** Runs a service of compose.yml that exits by itself. */
  runOnce: (service: string) => Promise<void>;
  end: () => Promise<void>;
}

/** Starts everything in ory/production/compose.yml except the mails, on this machine. */
export async function startSystem(): Promise<System> {
  const programs = await findPrograms();
  const { program: kratosProgram } = await findKratos();
  const folder = await mkdtemp(path.join(tmpdir(), "ory-two-by-two-"));
  const children = new Set<Child>();
  const end = async () => {
    for (const child of children) child.kill();
    await Promise.all([...children].map(({ exited }) => exited));
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const ports = await freePorts(11);
    const [tls = 0, db = 0, front = 0, adminFront = 0, smtp = 0, ...pairs] = ports;
    const [app1 = 0, app2 = 0, public1 = 0, public2 = 0, admin1 = 0, admin2 = 0] = pairs;
    const url = `https://localhost:${tls}`;
    const seed = randomBytes(32);
    const secret = (name: string) =>
      createHmac("sha256", seed).update(name).digest("hex").slice(0, 32);
    const password = secret("database");
    const service = await readCompose(
      "ory/production/compose.yml",
      {
        APP_URL: url,
        APP_HOST: "localhost",
        POSTGRES_PASSWORD: password,
        KRATOS_SECRET_DEFAULT: secret("default"),
        KRATOS_SECRET_COOKIE: secret("cookie"),
        KRATOS_SECRET_CIPHER: secret("cipher"),
        SMTP_URL: `smtp://localhost:${smtp}/?disable_starttls=true`,
        MAIL_FROM: "no-reply@example.com",
        TLS_PEM: "tls.pem",
      },
      {
        "/etc/tls.pem": path.join(folder, "tls.pem"),
        "@db:5432": `@localhost:${db}`,
        "*:8443": `127.0.0.1:${tls},[::1]:${tls}`,
        "*:4433": `127.0.0.1:${front}`,
        "*:4434": `127.0.0.1:${adminFront}`,
        "//balancer:4433": `//127.0.0.1:${front}`,
        "//balancer:4434": `//127.0.0.1:${adminFront}`,
        "app-1:3000": `127.0.0.1:${app1}`,
        "app-2:3000": `127.0.0.1:${app2}`,
        "kratos-1:4433": `127.0.0.1:${public1}`,
        "kratos-2:4433": `127.0.0.1:${public2}`,
        "kratos-1:4434": `127.0.0.1:${admin1}`,
        "kratos-2:4434": `127.0.0.1:${admin2}`,
      },
    );
    await makeCertificate(programs.openssl, folder);
    const database = await createPostgres(programs.postgres, folder, db, password);

    const log = path.join(folder, "log.txt");
    const part = (name: string, readyUrl: string, run: () => Child): Part => {
      let child: Child | undefined;
      return {
        name,
        start: async () => {
          child = run();
          children.add(child);
          await waitUntilReady(name, readyUrl, child, log);
        },
        kill: async () => {
          child?.kill();
          await child?.exited;
        },
        stop: async () => {
          await child?.stop();
        },
      };
    };
    const write = (line: string) => void appendFile(log, `${line}\n`).catch(() => undefined);
    const runKratos = ({ command, env }: Service, own: Record<string, string> = {}) =>
      startChild(kratosProgram, command, {
        cwd: oryFolder,
        // Only its own, because Kratos reads any variable named like one of its settings.
        env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env, ...here, ...own },
        output: write,
      });
    const kratosAt = (name: string, publicPort: number, adminPort: number) =>
      part(name, `http://127.0.0.1:${adminPort}/health/ready`, () =>
        runKratos(service(name), {
          SERVE_PUBLIC_PORT: String(publicPort),
          SERVE_ADMIN_PORT: String(adminPort),
        }),
      );
    const appAt = (name: string, port: number) =>
      part(name, `http://127.0.0.1:${port}/api/health?ready`, () =>
        startApp({ port, appUrl: url, env: service(name).env, log: write }),
      );
    const system: System = {
      url,
      appUrl: `http://localhost:${app1}`,
      adminUrl: `http://127.0.0.1:${adminFront}`,
      kratos: [kratosAt("kratos-1", public1, admin1), kratosAt("kratos-2", public2, admin2)],
      apps: [appAt("app-1", app1), appAt("app-2", app2)],
      database,
      runOnce: async (name) => {
        const code = await runKratos(service(name)).exited;
        if (code !== 0) throw new Error(`${name} ended with code ${code}:\n${await tail(log)}`);
      },
      end: async () => {
        await end();
        await database.kill();
      },
    };
    await system.runOnce("migrate");
    await Promise.all(system.kratos.map(({ start }) => start()));
    const balancer = part("balancer", `http://127.0.0.1:${front}/health/ready`, () =>
      startChild(programs.haproxy, ["-db", "-f", path.join(root, "ory/production/haproxy.cfg")], {
        cwd: folder,
        env: { PATH: process.env.PATH, ...service("balancer").env },
        output: write,
      }),
    );
    await balancer.start();
    await Promise.all(system.apps.map(({ start }) => start()));
    return system;
  } catch (error) {
    await end();
    throw error;
  }
}

/** The differences from production: one machine, without the internet. */
const here = {
  SERVE_PUBLIC_HOST: "127.0.0.1",
  SERVE_ADMIN_HOST: "127.0.0.1",
  SELFSERVICE_METHODS_PASSWORD_CONFIG_HAVEIBEENPWNED_ENABLED: "false",
  // Minimal hashing cost, because sign-in isn't measured.
  HASHERS_BCRYPT_COST: "4",
};

/** Creates a certificate for localhost, which this process trusts from now on. */
async function makeCertificate(openssl: string, folder: string): Promise<void> {
  const [key, certificate] = [path.join(folder, "key.pem"), path.join(folder, "certificate.pem")];
  await execa(openssl, [
    ...["req", "-x509", "-nodes", "-days", "1", "-subj", "/CN=localhost"],
    ...["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"],
    ...["-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate],
  ]);
  trusted.certificate = await readFile(certificate, "utf8");
  const both = trusted.certificate + (await readFile(key, "utf8"));
  await writeFile(path.join(folder, "tls.pem"), both, { mode: 0o600 });
}

async function waitUntilReady(name: string, url: string, child: Child, log: string): Promise<void> {
  let ended: number | undefined;
  void child.exited.then((code) => (ended = code));
  const deadline = Date.now() + 240_000;
  while (ended === undefined && Date.now() < deadline) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(10_000) }).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.ok) return;
    await delay(20);
  }
  throw new Error(
    `${name} ${ended === undefined ? "did not get ready" : `ended with code ${ended}`}:\n${await tail(log)}`,
  );
}

async function tail(file: string): Promise<string> {
  return (await readFile(file, "utf8").catch(() => "")).split("\n").slice(-30).join("\n");
}
