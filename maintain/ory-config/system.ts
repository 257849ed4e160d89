import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { startApp } from "../../e2e/fixtures/start-app";
import { waitForHttp } from "../../e2e/fixtures/wait";
import { type Child, startChild } from "../../scripts/local/child";
import { findKratos } from "../../scripts/local/find-kratos";
import { oryFolder } from "../../scripts/local/folders";

export interface Ports {
  app: number;
  public: number;
  admin: number;
}

export interface SystemOptions {
  ports: Ports;
  /** Kratos's configuration files, by content or by a path in `ory/`. Later ones win. */
  config: ({ path: string } | { content: string })[];
  appEnv: Record<string, string>;
}

/** Starts Kratos with only these files, and the production build. */
export async function startSystem({ ports, config, appEnv }: SystemOptions): Promise<{
  stop: () => Promise<void>;
}> {
  const folder = await mkdtemp(path.join(tmpdir(), "ory-nextjs-starter-"));
  const files = await Promise.all(
    config.map(async (each, index) => {
      if ("path" in each) return path.join(oryFolder, each.path);
      const file = path.join(folder, `${index}.yml`);
      await writeFile(file, each.content);
      return file;
    }),
  );
  const { program } = await findKratos();
  const output: string[] = [];
  const kratos = startChild(
    program,
    ["serve", "--sqa-opt-out", ...files.flatMap((file) => ["-c", file])],
    {
      cwd: oryFolder,
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        DSN: "memory",
        SERVE_PUBLIC_PORT: String(ports.public),
        SERVE_ADMIN_PORT: String(ports.admin),
        // Minimal hashing cost, because the tests don't depend on it.
        HASHERS_BCRYPT_COST: "4",
      },
      output: (line) => output.push(line),
    },
  );
  const next = startApp({ port: ports.app, env: appEnv, log: (line) => output.push(line) });
  const stop = async () => {
    next.kill();
    await Promise.all([next.exited, kratos.stop()]);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await Promise.all([
      isUp(ports.public, kratos),
      isUp(ports.admin, kratos),
      isUp(ports.app, next),
    ]);
    return { stop };
  } catch (error) {
    await stop();
    throw new Error(`The system did not start:\n${output.join("\n")}`, { cause: error });
  }
}

function isUp(port: number, { exited }: Child): Promise<void> {
  return waitForHttp(`http://localhost:${port}`, exited);
}
