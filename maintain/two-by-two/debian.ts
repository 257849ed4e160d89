import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { execa } from "execa";
import { startStep } from "../../scripts/local/step";

/** Finds HAProxy, OpenSSL and PostgreSQL's folder. Installs what is missing on Debian. */
export async function findPrograms(): Promise<{
  haproxy: string;
  openssl: string;
  postgres: string;
}> {
  const find = () => ({
    haproxy: findProgram("haproxy"),
    openssl: findProgram("openssl"),
    postgres: findPostgres(),
  });
  const missing = Object.entries(find()).filter(([, found]) => found === undefined);
  if (missing.length > 0) {
    await install(missing.map(([name]) => (name === "postgres" ? "postgresql" : name)));
  }
  const { haproxy, openssl, postgres } = find();
  if (haproxy && openssl && postgres) return { haproxy, openssl, postgres };
  throw new Error("The packages are installed, but not the programs that this needs.");
}

function findProgram(name: string): string | undefined {
  const folder = [...pathFolders(), "/usr/sbin"].find((one) => existsSync(path.join(one, name)));
  return folder && path.join(folder, name);
}

/** Debian keeps the server's programs off the PATH, by version. */
function findPostgres(): string | undefined {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian) : [];
  const newestFirst = versions.sort((a, b) => Number(b) - Number(a));
  const folders = [...newestFirst.map((version) => `${debian}/${version}/bin`), ...pathFolders()];
  const all = ["initdb", "postgres", "pg_isready", "createdb", "psql"];
  return folders.find((one) => all.every((program) => existsSync(path.join(one, program))));
}

function pathFolders(): string[] {
  return (process.env.PATH ?? "").split(path.delimiter).filter(Boolean);
}

async function install(packages: string[]): Promise<void> {
  const names = packages.join(" and ");
  if (!existsSync("/usr/bin/apt-get")) {
    throw new Error(`This needs ${names}. Install them, so that their programs are on the PATH.`);
  }
  const apt = process.getuid?.() === 0 ? ["apt-get"] : ["sudo", "-n", "apt-get"];
  const step = startStep(`Installing ${names}`);
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  for (const args of [["update"], ["install", "--yes", "--no-install-recommends", ...packages]]) {
    const [program = "", ...before] = apt;
    await execa(program, [...before, ...args], { env, stdin: "ignore", timeout: 30 * 60_000 });
  }
  step.done(`Installing ${names}: done`);
}
