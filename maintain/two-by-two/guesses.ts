import { request } from "node:https";
import { flowSchema } from "../../e2e/fixtures/session-cookie";
import { trusted } from "../../e2e/fixtures/raw-http";
import type { System } from "./system";

/** A local address that no other part of the test uses. */
const localAddress = "127.0.0.2";
const atATime = 20;

/** Sends one form after another, all from the same address. */
export class Guesser {
  constructor(readonly system: System) {}

  /** Sends the form of a new flow that often, and returns the number of responses by status. */
  async send(
    count: number,
    type: "login" | "registration" | "recovery" | "verification",
    values: Record<string, unknown>,
    path = `/self-service/${type}`,
  ): Promise<Map<number, number>> {
    const begun = await this.#ask("GET", `/self-service/${type}/browser`);
    const { id, csrfToken } = flowSchema.parse(JSON.parse(begun.body));
    const body = JSON.stringify({ csrf_token: csrfToken, ...values });
    const statuses = new Map<number, number>();
    const worker = async () => {
      for (let turn = 0; turn < count / atATime; turn++) {
        const { status } = await this.#ask("POST", `${path}?flow=${id}`, begun.cookie, body);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
    };
    await Promise.all(Array.from({ length: atATime }, worker));
    return statuses;
  }

  #ask(method: string, path: string, cookie = "", body?: string) {
    const { port, host } = new URL(this.system.url);
    const headers = {
      host,
      cookie,
      accept: "application/json",
      "content-type": "application/json",
    };
    const to = { hostname: "127.0.0.1", servername: "localhost", port, localAddress };
    const options = { ...to, method, path, headers, agent: false, ca: trusted.certificate };
    return new Promise<{ status: number; body: string; cookie: string }>((resolve, reject) => {
      const sent = request(options, (answer) => {
        const chunks: Buffer[] = [];
        const cookies = answer.headers["set-cookie"] ?? [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.once("error", reject);
        answer.once("end", () => {
          resolve({
            status: answer.statusCode ?? 0,
            body: Buffer.concat(chunks).toString(),
            cookie: cookies.map((line) => line.split(";", 1)[0]).join("; "),
          });
        });
      });
      sent.once("error", reject);
      sent.end(body);
    });
  }
}
