import {
  request as requestHttp,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
} from "node:http";
import { request as requestHttps } from "node:https";

export interface RawAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  /** Headers and body together, to check for text that a response must not contain. */
  text: string;
  body: string;
}

/** The certificate authority for `send` to trust, in addition to the usual ones. */
export const trusted: { certificate?: string } = {};

/** Sends a request as is, with any `Host` and path. Ignores redirects and cookies. */
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
