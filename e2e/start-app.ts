import path from "node:path";
import { fileURLToPath } from "node:url";
import { type Child, startChild } from "../ory/local/child";
import { buildFolder, fromNobodysEnvironment } from "./stack";

const root = fileURLToPath(new URL("..", import.meta.url));

export interface AppOptions {
  /** Where it listens, on all of this machine's addresses. */
  port: number;
  /** The public address, where that is another one. */
  appUrl?: string;
  env: Record<string, string>;
  log?: (line: string) => void;
}

/** Begins to start the production build; it is there once it answers. */
export function startApp({ port, appUrl, env, log }: AppOptions): Child {
  const next = path.join(root, "node_modules/next/dist/bin/next");
  return startChild(process.execPath, [next, "start", "--port", String(port)], {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: "production",
      NEXT_DIST_DIR: buildFolder,
      ...fromNobodysEnvironment,
      APP_URL: appUrl ?? `http://localhost:${port}`,
      ...env,
    },
    output: log ?? (() => undefined),
  });
}
