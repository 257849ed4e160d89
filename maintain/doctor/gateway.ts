import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { freePorts } from "../../scripts/local/ports";

/** How a gateway changes traffic. */
export interface Habits {
  /** The upstream for a path. Defaults to the upstream that the gateway was started with. */
  upstreamFor?: (path: string) => string;
  /** Returns a response to send instead of the upstream's. */
  answer?: (incoming: IncomingMessage) => { status: number; body: unknown } | undefined;
  asks?: (incoming: IncomingMessage) => void;
  headers?: (headers: Record<string, string | string[] | undefined>) => void;
  delayMs?: number;
}

export interface Gateway {
  url: string;
  habits: Habits;
  stop: () => Promise<void>;
}

/**
 * Starts a proxy in front of a real server, like Ory Network's front. Simulates what a local server
 * can't do: a wrong clock, rate limits, a token, a cache that drops cookies.
 */
export async function startGateway(upstream: string): Promise<Gateway> {
  const [port = 0] = await freePorts(1);
  const gateway: Gateway = {
    url: `http://localhost:${port}`,
    habits: {},
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
  const server = createServer((incoming, outgoing) => {
    void pass(incoming, outgoing, upstream, gateway.habits);
  });
  await new Promise<void>((resolve) => server.listen(port, "localhost", resolve));
  return gateway;
}

async function pass(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  upstream: string,
  { answer, asks, delayMs, headers, upstreamFor }: Habits,
): Promise<void> {
  if (delayMs !== undefined) await delay(delayMs);
  const path = incoming.url ?? "/";
  const own = answer?.(incoming);
  if (own) {
    const changed = { "content-type": "application/json" };
    headers?.(changed);
    outgoing.writeHead(own.status, changed).end(JSON.stringify(own.body));
    return;
  }
  asks?.(incoming);
  const target = new URL(path, upstreamFor?.(path) ?? upstream);
  const sent = request(
    target,
    { method: incoming.method, headers: { ...incoming.headers, host: target.host } },
    (received) => {
      const changed = { ...received.headers };
      headers?.(changed);
      outgoing.writeHead(received.statusCode ?? 502, changed);
      received.pipe(outgoing);
    },
  );
  sent.once("error", () => outgoing.writeHead(502).end());
  incoming.pipe(sent);
}
