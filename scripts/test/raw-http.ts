import {
  request as requestHttp,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
} from "node:http";
import { request as requestHttps } from "node:https";

export interface RawAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  /** Header lines and body as one text, for what must be nowhere in an answer. */
  text: string;
  body: string;
}

/** Signs the servers on https that `send` is to believe, beside those that all programs believe. */
export const trusted: { certificate?: string } = {};

/** Sends a request just as it is told to: any `Host`, any path; follows nothing, keeps nothing. */
export function send(
  baseUrl: string,
  method: string,
  path: string,
  headers: OutgoingHttpHeaders = {},
  body?: string | Buffer,
): Promise<RawAnswer> {
  const { protocol, hostname, port } = new URL(baseUrl);
  const request = protocol === "https:" ? requestHttps : requestHttp;
  const to = { hostname, port, method, path, headers, agent: false, ca: trusted.certificate };
  return new Promise((resolve, reject) => {
    const sent = request(to, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.once("error", reject);
      answer.once("end", () => {
        const text = Buffer.concat(chunks).toString();
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          text: `${answer.rawHeaders.join("\n")}\n\n${text}`,
          body: text,
        });
      });
    });
    sent.once("error", reject);
    sent.end(body);
  });
}
