import {
  createServer,
  request as requestUpstream,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import type { Socket } from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as delay } from "node:timers/promises";
import { freePorts } from "../ory/local/ports";

/** What can go wrong between the app and Ory. */
export const faults = [
  "down",
  "slow 2 s",
  "slow 10 s",
  "429",
  "500",
  "cut",
  "garbage",
  "huge",
] as const;

export type Fault = (typeof faults)[number];

/** A request as Ory would have got it. */
export interface RecordedRequest {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

const slowMs = { "slow 2 s": 2_000, "slow 10 s": 10_000 };

/** Larger than anything the app reads of an answer. */
const hugeBytes = 32 * 1024 * 1024;

/** Stands between the app and a real Ory: records what passes, and breaks it on demand. */
export class FaultProxy {
  readonly url: string;
  /** Where Ory is. */
  upstream = "";
  /** Every request since it was last emptied. */
  requests: RecordedRequest[] = [];
  readonly #port: number;
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #fault: Fault | undefined;

  private constructor(port: number) {
    this.#port = port;
    this.url = `http://localhost:${port}`;
  }

  /** Starts it on a free port; set `upstream` before the first request. */
  static async start(): Promise<FaultProxy> {
    const [port = 0] = await freePorts(1);
    const proxy = new FaultProxy(port);
    await proxy.#listen();
    return proxy;
  }

  /** How many connections the app holds open. */
  get openSockets(): number {
    return this.#sockets.size;
  }

  /** From now on every request meets this fault, and those under way are cut. */
  async breakWith(fault: Fault): Promise<void> {
    this.#fault = fault;
    if (fault === "down") await this.close();
    else await this.#listen();
  }

  /** From now on everything passes. */
  async recover(): Promise<void> {
    this.#fault = undefined;
    await this.#listen();
  }

  /** Ends it and all its connections: whoever calls is refused. */
  async close(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (!server) return;
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  async #listen(): Promise<void> {
    if (this.#server) return;
    const server = createServer((request, response) => {
      // A caller that has gone away, or an Ory that is stopped, ends the exchange and nothing else.
      this.#answer(request, response).catch(() => response.destroy());
    });
    server.on("connection", (socket) => {
      this.#sockets.add(socket);
      socket.once("close", () => this.#sockets.delete(socket));
    });
    this.#server = server;
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(this.#port, "localhost", resolve);
    });
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const fault = this.#fault;
    const body = Buffer.concat(await request.toArray());
    const { method = "GET", url: path = "/", headers } = request;
    this.requests.push({ method, path, headers, body: body.toString() });
    switch (fault) {
      case "slow 2 s":
      case "slow 10 s": {
        const gone = new AbortController();
        response.once("close", () => {
          gone.abort();
        });
        await delay(slowMs[fault], undefined, { signal: gone.signal });
        break;
      }
      case "429":
      case "500":
        // As Ory words it, so that the status alone says what it is.
        response.writeHead(Number(fault), { "content-type": "application/json" });
        response.end(JSON.stringify({ error: { code: Number(fault), message: "no" } }));
        return;
      case "garbage":
        response.writeHead(200, { "content-type": "application/json" });
        response.end(Buffer.from([0x7b, 0x22, 0x00, 0xff, 0xfe, 0x7d, 0x5d]));
        return;
      case "cut":
      case "huge":
      case "down":
      case undefined:
    }
    const answer = await ask(this.upstream + path, method, headers, body);
    const status = answer.statusCode ?? 502;
    if (fault === "cut") {
      response.writeHead(status, answer.headers);
      const whole = Buffer.concat(await answer.toArray());
      response.write(whole.subarray(0, whole.length / 2), () => response.destroy());
      return;
    }
    if (fault === "huge") {
      // White space before JSON is JSON: only its size is wrong with this answer.
      const whole = Buffer.concat(await answer.toArray());
      response.writeHead(status, {
        ...answer.headers,
        "content-length": hugeBytes + whole.length,
      });
      await pipeline(Readable.from(padded(whole)), response);
      return;
    }
    response.writeHead(status, answer.rawHeaders);
    await pipeline(answer, response);
  }
}

function* padded(end: Buffer): Generator<Buffer> {
  const blank = Buffer.alloc(64 * 1024, " ");
  for (let sent = 0; sent < hugeBytes; sent += blank.length) yield blank;
  yield end;
}

/** The request as it came, `Host` included. */
function ask(
  url: string,
  method: string,
  headers: IncomingHttpHeaders,
  body: Buffer,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    requestUpstream(url, { method, headers }, resolve).once("error", reject).end(body);
  });
}
