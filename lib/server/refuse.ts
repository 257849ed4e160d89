import "server-only";
import { subscribe } from "node:diagnostics_channel";
import { type IncomingMessage, Server, type ServerResponse } from "node:http";
import { noDocumentPolicy } from "./csp";

/**
 * From the first connection on, handles requests that Next.js leaves hanging or fails on:
 * - `Upgrade` is ignored (RFC 9110, 7.8): Next.js would keep the socket open during a shutdown.
 * - An absolute URL in place of a path gets a 400. Next.js would redirect to its host.
 * - A response without `Cache-Control` gets `no-store`. Next.js's redirects and 405s have none.
 * - A file gets a 405 for methods other than GET and HEAD. Next.js responds with a 500.
 */
export function refuseUnserved(): void {
  const known = new WeakSet<Server>();
  subscribe("net.server.socket", (message) => {
    const server = httpServer(message);
    if (!server || known.has(server)) return;
    known.add(server);
    server.removeAllListeners("upgrade");
    const listeners = server.listeners("request");
    server.removeAllListeners("request");
    server.on("request", (request: IncomingMessage, response: ServerResponse) => {
      const { method, url = "" } = request;
      completeHead(response);
      if (method === "TRACE" || url === "*") refuse(response, 405);
      else if (!url.startsWith("/")) refuse(response, 400);
      else for (const listener of listeners) Reflect.apply(listener, server, [request, response]);
    });
  });
}

function completeHead(response: ServerResponse): void {
  const writeHead = response.writeHead.bind(response);
  const complete = (status: number, ...more: unknown[]): unknown => {
    if (!response.hasHeader("cache-control")) response.setHeader("cache-control", "no-store");
    const isRefusal = status === 500 && response.hasHeader("allow");
    return Reflect.apply(writeHead, response, [isRefusal ? 405 : status, ...more]);
  };
  Object.assign(response, { writeHead: complete });
}

function refuse(response: ServerResponse, status: number): void {
  response
    .writeHead(status, {
      allow: "GET, HEAD, POST",
      "cache-control": "no-store",
      "content-security-policy": noDocumentPolicy,
      "x-content-type-options": "nosniff",
    })
    .end();
}

function httpServer(message: unknown): Server | undefined {
  if (typeof message !== "object" || message === null || !("socket" in message)) return undefined;
  const { socket } = message;
  if (typeof socket !== "object" || socket === null || !("server" in socket)) return undefined;
  return socket.server instanceof Server ? socket.server : undefined;
}
