import type { Child } from "../../ory/local/child";
import { startServer } from "../contract/server";
import { withSetCookies } from "./cookies";
import type { Target } from "./targets";
import type { Workspace } from "./workspace";
import type { World } from "./world";

/** The page that every app has. */
export const benchPath = "/dashboard/bench";

/** A target whose production server runs, and somebody who is signed in there. */
export interface Running {
  target: Target;
  url: string;
  /** Returns a `Cookie` header that is good for a while: sessions, and what is made of them. */
  cookie: () => Promise<string>;
  stop: Child["stop"];
}

/** Builds a target where need be, starts it at `url`, and signs the person in. */
export async function startTarget(
  target: Target,
  url: string,
  world: World,
  workspace: Workspace,
): Promise<Running> {
  const { folder: cwd, next } = await workspace.build(target.app);
  const args = [next, "start", "--port", new URL(url).port];
  const env = { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", ...target.env(world, url) };
  const server = await startServer(url, process.execPath, args, { cwd, env });
  try {
    const session = await target.signIn(world, url);
    return { target, url, stop: server.stop, cookie: () => afterOneView(url, session) };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** What a browser with this `Cookie` header sends after it has seen the page once. */
async function afterOneView(url: string, cookie: string): Promise<string> {
  if (cookie === "") return cookie;
  const answer = await fetch(url + benchPath, { headers: { cookie }, redirect: "manual" });
  await answer.arrayBuffer();
  return withSetCookies(cookie, answer);
}
