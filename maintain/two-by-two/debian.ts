import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { execa } from "execa";
import { startStep } from "../../ory/local/step";

/** Finds HAProxy and the folder of PostgreSQL's programs; installs what is missing on Debian. */
export async function findPrograms(): Promise<{ haproxy: string; postgres: string }> {
  const [haproxy, postgres] = [findHaproxy(), findPostgres()];
  if (haproxy && postgres) return { haproxy, postgres };
  await install([...(haproxy ? [] : ["haproxy"]), ...(postgres ? [] : ["postgresql"])]);
  const found = { haproxy: findHaproxy(), postgres: findPostgres() };
  if (!found.haproxy || !found.postgres)
    throw new Error("Their packages do not hold the programs.");
  return { haproxy: found.haproxy, postgres: found.postgres };
}

function findHaproxy(): string | undefined {
  const folder = [...pathFolders(), "/usr/sbin"].find((one) =>
    existsSync(path.join(one, "haproxy")),
  );
  return folder && path.join(folder, "haproxy");
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
    await execa(program, [...before, ...args], { env, stdin: "ignore", timeout: 5 * 60_000 });
  }
  step.done(`Installing ${names}: done`);
}
