import { createServer, type RequestListener, type Server } from "node:http";
import { z } from "zod";

/** A test server for responses that a real Ory can't be made to send. */
export class FakeOry {
  /** The requests since the last `answerWith`. */
  requests: { path: string; headers: Record<string, string | string[] | undefined> }[] = [];
  #listener: RequestListener = () => undefined;
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      this.requests.push({ path: request.url ?? "", headers: request.headers });
      this.#listener(request, response);
    });
  }

  /** Starts it on a free loopback port. `close` also ends its connections. */
  static async start(): Promise<FakeOry> {
    const fake = new FakeOry();
    await new Promise<void>((resolve) => fake.#server.listen(0, "localhost", resolve));
    return fake;
  }

  get url(): string {
    const { port } = z.object({ port: z.number() }).parse(this.#server.address());
    return `http://localhost:${port}`;
  }

  answerWith(listener: RequestListener): void {
    this.requests = [];
    this.#listener = listener;
  }

  answerJson(status: number, body: unknown): void {
    this.answer(status, JSON.stringify(body), "application/json");
  }

  answer(status: number, body: string, contentType = "text/html"): void {
    this.answerWith((_, response) => {
      response.writeHead(status, { "content-type": contentType }).end(body);
    });
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
