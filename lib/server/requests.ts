import "server-only";
import { subscribe } from "node:diagnostics_channel";
import { IncomingMessage, ServerResponse } from "node:http";

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
}

/** Calls `listener` for each request to an HTTP server of this process, before other handlers. */
export function onRequest(
  listener: (request: IncomingMessage, response: ServerResponse) => void,
): void {
  subscribe("http.server.request.start", (exchange) => {
    if (isExchange(exchange)) listener(exchange.request, exchange.response);
  });
}

function isExchange(message: unknown): message is Exchange {
  return (
    typeof message === "object" &&
    message !== null &&
    "request" in message &&
    message.request instanceof IncomingMessage &&
    "response" in message &&
    message.response instanceof ServerResponse
  );
}
