import type { Child } from "../../scripts/local/child";
import { freePorts } from "../../scripts/local/ports";
import { startServer } from "../contract/server";
import { withSetCookies } from "./cookies";
import type { Target } from "./targets";
import { askProbe, type ProbePath, type Usage, usage, withProbe } from "./usage";
import type { Workspace } from "./workspace";
import type { World } from "./world";

export const benchPath = "/dashboard/bench";

/** A target with its production server running and a person signed in. */
export interface Running {
  target: Target;
  url: string;
  /** Returns a `Cookie` header with sessions and tokens that are valid for a while. */
  cookie: () => Promise<string>;
  usage: () => Promise<Usage>;
  probe: (path: ProbePath) => Promise<unknown>;
  stop: Child["stop"];
}

/** Builds a target if needed, starts it at `url` and signs the person in. */
export async function startTarget(
  target: Target,
  url: string,
  world: World,
  workspace: Workspace,
  nodeOptions: readonly string[] = [],
): Promise<Running> {
  const { folder: cwd, next, distDir } = await workspace.build(target.app);
  const [probePort = 0] = await freePorts(1);
  const args = [...nodeOptions, ...withProbe, next, "start", "--port", new URL(url).port];
  const env = {
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    NEXT_DIST_DIR: distDir,
    BENCH_PROBE_PORT: String(probePort),
    ...target.env(world, url),
  };
  const server = await startServer(url, process.execPath, args, { cwd, env });
  try {
    const session = await target.signIn(world, url);
    return {
      target,
      url,
      cookie: () => afterOneView(url, session),
      usage: () => usage(probePort),
      probe: (path) => askProbe(probePort, path),
      stop: server.stop,
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** Returns a browser's `Cookie` header after one view of the page. */
async function afterOneView(url: string, cookie: string): Promise<string> {
  if (cookie === "") return cookie;
  const answer = await fetch(url + benchPath, { headers: { cookie }, redirect: "manual" });
  await answer.arrayBuffer();
  return withSetCookies(cookie, answer.headers.getSetCookie());
}
