import { setMaxListeners } from "node:events";
import { Agent, request } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { withSetCookies } from "./cookies";

export interface Visitor {
  email: string;
  /** The current header, which responses may change. */
  cookie: string;
}

export interface Visits {
  /** Milliseconds of each view. */
  latencies: number[];
  /** Views that ended on the page for an unreachable Ory. */
  unavailable: number;
}

interface Answer {
  status: number;
  location: string;
  setCookies: string[];
  body: string;
}

/**
 * Has each visitor view the page, pause and repeat until `until` is aborted. Without a pause, at
 * least once. Throws if a visitor sees another person's page or isn't signed in.
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
    // Spread over time.
    if (pauseMs > 0) await pause(Math.random() * pauseMs, until);
    else await view(visitor, agent);
    while (!until.aborted) {
      await view(visitor, agent);
      if (pauseMs > 0) await pause(pauseMs, until);
    }
    agent.destroy();
  };
  // Each pause adds a listener.
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
