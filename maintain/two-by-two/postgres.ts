import { chmod, chown, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { execa } from "execa";
import { type Child, startChild } from "../../scripts/local/child";

/** A PostgreSQL server on loopback, in its own folder. */
export interface Postgres {
  port: number;
  /** Starts it, and resolves once it accepts queries. */
  start: () => Promise<void>;
  /** Kills it, like a crash or a power cut. */
  kill: () => Promise<void>;
  /** Runs SQL and returns its rows as lines, with a "|" between the columns. */
  query: (sql: string) => Promise<string>;
}

/** Creates a database server whose user and database are called "kratos". */
export async function createPostgres(
  programs: string,
  folder: string,
  port: number,
  password: string,
): Promise<Postgres> {
  const data = path.join(folder, "postgres");
  const env = {
    ...process.env,
    PGHOST: "localhost",
    PGPORT: String(port),
    PGUSER: "kratos",
    PGPASSWORD: password,
  };
  const run = (name: string, args: string[], options: { reject?: boolean } = {}) => {
    const [program = "", ...rest] = unprivileged([path.join(programs, name), ...args]);
    return execa(program, rest, { env, cwd: folder, ...options });
  };
  await mkdir(data);
  await giveAway(data);
  const passwordFile = path.join(folder, "postgres-password");
  await writeFile(passwordFile, password);
  await run("initdb", [
    ...["--pgdata", data, "--username", "kratos", "--pwfile", passwordFile],
    ...["--auth", "scram-sha-256", "--encoding", "UTF8", "--no-sync"],
  ]);

  let server: Child | undefined;
  const output: string[] = [];
  const start = async () => {
    const [program = "", ...args] = unprivileged([
      path.join(programs, "postgres"),
      ...["-D", data, "-p", String(port), "-c", "listen_addresses=localhost"],
      ...["-c", "unix_socket_directories="],
    ]);
    const deadline = Date.now() + 180_000;
    while (Date.now() < deadline) {
      const started = startChild(program, args, {
        cwd: folder,
        env,
        output: (line) => output.push(line),
      });
      let ended: number | undefined;
      void started.exited.then((code) => (ended = code));
      while (ended === undefined && Date.now() < deadline) {
        const { failed } = await run("pg_isready", ["--quiet"], { reject: false });
        if (!failed) {
          server = started;
          return;
        }
        await delay(20);
      }
      // A killed server's processes may hold its memory for a moment.
      await started.stop();
    }
    throw new Error(`PostgreSQL did not start:\n${output.slice(-20).join("\n")}`);
  };
  await start();
  await run("createdb", ["kratos"]);
  return {
    port,
    start,
    kill: async () => {
      server?.kill();
      await server?.exited;
    },
    query: async (sql) => (await run("psql", ["-d", "kratos", "-At", "-c", sql])).stdout,
  };
}

/** PostgreSQL refuses to run as root. Debian's package creates a user for it. */
function unprivileged(command: string[]): string[] {
  if (process.getuid?.() !== 0) return command;
  return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", ...command];
}

async function giveAway(folder: string): Promise<void> {
  if (process.getuid?.() !== 0) return;
  const { stdout } = await execa("id", ["-u", "postgres"]);
  await chown(folder, Number(stdout), Number(stdout));
  // Only the owner can enter the temporary folder around it.
  await chmod(path.dirname(folder), 0o711);
}
