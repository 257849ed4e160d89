import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { freePorts } from "../../scripts/local/ports";

/** What a gateway does to what passes it. */
export interface Habits {
  /** Where a path goes to; by default to the upstream that the gateway was started with. */
  upstreamFor?: (path: string) => string;
  /** An answer of its own instead. */
  answer?: (incoming: IncomingMessage) => { status: number; body: unknown } | undefined;
  /** Changes a request's headers. */
  asks?: (incoming: IncomingMessage) => void;
  /** Changes the answer's headers. */
  headers?: (headers: Record<string, string | string[] | undefined>) => void;
  delayMs?: number;
}

export interface Gateway {
  url: string;
  habits: Habits;
  stop: () => Promise<void>;
}

/**
 * Stands before a real server, as proxies and Ory Network's front do: for what a server on this
 * machine can't show by itself (a wrong clock, limits, a token, a cache that drops cookies).
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
