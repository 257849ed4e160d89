import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";
import { types } from "node:util";
import { onRequest } from "./requests";
import { scrub } from "./scrub";

const idHeader = "x-request-id";

interface Options {
  /** Keep the `x-request-id` of a trusted proxy. Otherwise each request gets a new one. */
  trustRequestIds: boolean;
  requests: boolean;
}

const requestId = new AsyncLocalStorage<string>();

/**
 * Makes the console write one JSON object per line, for Next.js and libraries too, with scrubbed
 * text. Logs objects by class only. See docs/decisions/0001-logging.md.
 */
export function logAsJson({ trustRequestIds, requests }: Options): void {
  for (const level of ["debug", "info", "log", "warn", "error"] as const) {
    console[level] = (...parts: unknown[]) => {
      const message = scrub(parts.map((part) => asText(part)).join(" ")).trim();
      const stack = parts.find(isError)?.stack;
      pending += lineOf({
        level: level === "log" ? "info" : level,
        request_id: requestId.getStore(),
        message,
        stack: stack && scrub(stack),
      });
      sendAll();
    };
  }
  process.once("exit", sendAll);
  onRequest((request, response) => {
    const start = performance.now();
    const given = request.headers[idHeader]?.toString();
    const trusted = trustRequestIds && /^[\w.:=-]{1,128}$/.test(given ?? "") ? given : undefined;
    const id = trusted ?? randomUUID();
    requestId.enterWith(id);
    response.setHeader(idHeader, id);
    const { method = "", url = "" } = request;
    const [whole = ""] = url.split("?", 1);
    if (!requests || whole.startsWith("/_next/") || whole === "/api/health") return;
    response.once("close", () => {
      // Status 499: the client disconnected before the response was sent.
      const status = response.writableFinished ? response.statusCode : 499;
      const ms = Math.round(performance.now() - start);
      const path = scrub(whole);
      const message = `${method} ${path} ${status}`;
      // Writes to stdout block, so lines of the same tick are written together.
      if (pending === "") setImmediate(sendAll);
      pending += lineOf({ level: "info", request_id: id, message, method, path, status, ms });
    });
  });
}

function lineOf(fields: Record<string, string | number | undefined>): string {
  return `${JSON.stringify({ time: new Date().toISOString(), ...fields })}\n`;
}

let pending = "";

function sendAll(): void {
  if (pending === "") return;
  const lines = pending;
  pending = "";
  process.stdout.write(lines);
}

/** An error can be its own cause. */
const maxCauses = 5;

/** Returns true for errors from the middleware's sandbox too, which has its own `Error`. */
function isError(part: unknown): part is Error {
  return part instanceof Error || types.isNativeError(part);
}

function asText(part: unknown, depth = 0): string {
  if (isError(part)) {
    const hasCause = part.cause !== undefined && depth < maxCauses;
    const cause = hasCause ? ` (${asText(part.cause, depth + 1)})` : "";
    return `${part.name}: ${part.message}${cause}`;
  }
  if (typeof part === "object" && part) return Object.prototype.toString.call(part);
  return String(part);
}
