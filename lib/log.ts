import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";
import { subscribe } from "node:diagnostics_channel";
import { IncomingMessage, ServerResponse } from "node:http";
import { stripVTControlCharacters } from "node:util";
import { z } from "zod";

const exchangeSchema = z.object({
  request: z.instanceof(IncomingMessage),
  response: z.instanceof(ServerResponse),
});

const requestIds = new AsyncLocalStorage<string>();
const idHeader = "x-request-id";

interface Options {
  /** The `x-request-id` of a request is from a proxy of ours. Otherwise each request gets a new one. */
  trustRequestIds: boolean;
  /** One line for each answer. */
  requests: boolean;
}

/**
 * From now on all that this server says, Next.js and every library included, is one JSON object a
 * line: `time`, `level`, `message`, `request_id` within a request, `stack` of an error, and
 * `method`, `path`, `status`, `ms` of an answer. The id is in the answer as well.
 *
 * Cookies, tokens and traits stay out: of an error only its name, message and stack are written,
 * of other objects nothing (an axios error holds the whole request), of addresses no query.
 */
export function logAsJson({ trustRequestIds, requests }: Options): void {
  for (const level of ["debug", "info", "log", "warn", "error"] as const) {
    console[level] = (...parts: unknown[]) => {
      const message = parts.map(asText).join(" ").trim();
      const stack = parts.find((part) => part instanceof Error)?.stack;
      write(level === "log" ? "info" : level, { message, stack });
    };
  }
  subscribe("http.server.request.start", (exchange) => {
    const { request, response } = exchangeSchema.parse(exchange);
    const start = performance.now();
    const given = request.headers[idHeader]?.toString();
    const id = trustRequestIds && /^[\w.:=-]{1,128}$/.test(given ?? "") ? given : undefined;
    const requestId = id ?? randomUUID();
    request.headers[idHeader] = requestId;
    response.setHeader(idHeader, requestId);
    requestIds.enterWith(requestId);
    const { method, url = "" } = request;
    const path = url.split("?", 1)[0] ?? "";
    if (!requests || path.startsWith("/_next/") || path === "/api/health") return;
    response.once("close", () => {
      // Nobody got the answer to a request that was given up.
      const status = response.writableFinished ? response.statusCode : 499;
      const ms = Math.round(performance.now() - start);
      const message = `${method ?? ""} ${path} ${status}`;
      write("info", { message, method, path, status, ms, request_id: requestId });
    });
  });
}

function write(level: string, fields: Record<string, string | number | undefined>): void {
  const line = { time: new Date().toISOString(), level, request_id: requestIds.getStore() };
  const clean = (_: string, value: unknown) => (typeof value === "string" ? scrub(value) : value);
  process.stdout.write(`${JSON.stringify({ ...line, ...fields }, clean)}\n`);
}

function asText(part: unknown): string {
  if (part instanceof Error) {
    const cause = part.cause === undefined ? "" : ` (${asText(part.cause)})`;
    return `${part.name}: ${part.message}${cause}`;
  }
  if (typeof part === "object" && part) return `[${part.constructor.name}]`;
  return stripVTControlCharacters(String(part));
}

/** What an error's own words may still hold. */
function scrub(text: string): string {
  return text
    .replace(/\?[^\s"'?]+/g, "?…")
    .replace(/[^\s"'<>@]+@[\w.-]+\.\w+/g, "[address]")
    .replace(/\b(ory_\w+|csrf_token\w*|bearer)([=\s]+)[^\s"';,]+/gi, "$1$2…")
    .replace(/\b(eyJ[\w-]+\.[\w-]+\.[\w-]*|ory_\w+_\w{16,})/g, "[token]");
}
