import { setMaxListeners } from "node:events";
import { Agent, request } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { withSetCookies } from "./cookies";

/** Somebody who is signed in, with a browser of their own. */
export interface Visitor {
  email: string;
  /** As it is now: what is answered may change it. */
  cookie: string;
}

export interface Visits {
  /** Milliseconds of each view. */
  latencies: number[];
  /** Views that ended on the page that says that Ory can't be reached. */
  unavailable: number;
}

interface Answer {
  status: number;
  location: string;
  setCookies: string[];
  body: string;
}

/**
 * Has everybody look at the page, wait, and look again, until `until` is aborted; without a pause,
 * at least once.
 *
 * @throws Error when one of them sees somebody else's page, or is not taken for signed in.
 */
export async function visit(
  address: string,
  visitors: readonly Visitor[],
  pauseMs: number,
  until: AbortSignal,
): Promise<Visits> {
  const visits: Visits = { latencies: [], unavailable: 0 };
  const view = async (visitor: Visitor, agent: Agent) => {
    const started = performance.now();
    const answer = await ask(address, visitor.cookie, agent);
    visits.latencies.push(performance.now() - started);
    visitor.cookie = withSetCookies(visitor.cookie, answer.setCookies);
    if (answer.location.startsWith("/unavailable")) visits.unavailable++;
    else if (answer.status !== 200 || !answer.body.includes(visitor.email)) {
      throw new Error(`${visitor.email} got ${answer.status} ${answer.location} ${answer.body}`);
    }
  };
  const browse = async (visitor: Visitor) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    // Not all at the same moment.
    if (pauseMs > 0) await pause(Math.random() * pauseMs, until);
    else await view(visitor, agent);
    while (!until.aborted) {
      await view(visitor, agent);
      if (pauseMs > 0) await pause(pauseMs, until);
    }
    agent.destroy();
  };
  // Each pause listens to it.
  setMaxListeners(0, until);
  await Promise.all(visitors.map(browse));
  return visits;
}

async function pause(milliseconds: number, until: AbortSignal): Promise<void> {
  await delay(milliseconds, undefined, { signal: until }).catch(() => undefined);
}

function ask(address: string, cookie: string, agent: Agent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = { accept: "text/html", cookie };
    const asked = request(address, { agent, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.once("error", reject);
      answer.once("end", () => {
        resolve({
          status: answer.statusCode ?? 0,
          location: answer.headers.location ?? "",
          setCookies: answer.headers["set-cookie"] ?? [],
          body: Buffer.concat(chunks).toString(),
        });
      });
    });
    asked.once("error", reject).end();
  });
}
