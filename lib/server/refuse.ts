import "server-only";
import { subscribe } from "node:diagnostics_channel";
import { type IncomingMessage, Server, type ServerResponse } from "node:http";
import { noDocumentPolicy } from "./csp";

/**
 * From the first connection on, keeps from Next.js what it leaves hanging or fails at:
 *
 * - `Upgrade` is ignored (RFC 9110, 7.8), so such a request is answered like any other. Next.js
 *   would hold its socket open for ever, and the server's shutdown with it.
 * - `TRACE` and the path `*` get a 405.
 * - An absolute URL in place of a path gets a 400. Next.js would redirect to its host.
 * - An answer without `Cache-Control` gets `no-store`: Next.js's own redirects and its 405s have none.
 * - A file gets its 405 for other methods than GET and HEAD. Next.js fails at it with a 500.
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

/** Returns the HTTP server that accepted a connection. */
function httpServer(message: unknown): Server | undefined {
  if (typeof message !== "object" || message === null || !("socket" in message)) return undefined;
  const { socket } = message;
  if (typeof socket !== "object" || socket === null || !("server" in socket)) return undefined;
  return socket.server instanceof Server ? socket.server : undefined;
}
