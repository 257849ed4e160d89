import "server-only";
import { randomUUID } from "node:crypto";
import { stripVTControlCharacters } from "node:util";
import { workUnitAsyncStorage } from "next/dist/server/app-render/work-unit-async-storage.external";
import { onRequest } from "./requests";

const idHeader = "x-request-id";

interface Options {
  /** The `x-request-id` of a request is from a proxy of ours. Otherwise each request gets a new one. */
  trustRequestIds: boolean;
  /** One line for each answer. */
  requests: boolean;
}

/**
 * From now on all that this server says, Next.js and every library included, is one JSON object a
 * line: `time`, `level`, `message`, `request_id` within a page, an action or a handler, `stack` of
 * an error, and `method`, `path`, `status`, `ms` of an answer. The id is in the answer as well.
 *
 * Cookies, tokens and traits stay out: of an error only its name, message and stack are written,
 * of other objects nothing (an axios error holds the whole request), of addresses no query.
 */
export function logAsJson({ trustRequestIds, requests }: Options): void {
  for (const level of ["debug", "info", "log", "warn", "error"] as const) {
    console[level] = (...parts: unknown[]) => {
      const message = scrub(parts.map(asText).join(" ").trim());
      const stack = parts.find((part) => part instanceof Error)?.stack;
      const id = requestId();
      pending += lineOf({
        level: level === "log" ? "info" : level,
        request_id: id,
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
    request.headers[idHeader] = id;
    response.setHeader(idHeader, id);
    const { method = "", url = "" } = request;
    const [whole = ""] = url.split("?", 1);
    if (!requests || whole.startsWith("/_next/") || whole === "/api/health") return;
    response.once("close", () => {
      // Nobody got the answer to a request that was given up.
      const status = response.writableFinished ? response.statusCode : 499;
      const ms = Math.round(performance.now() - start);
      const path = scrub(whole);
      const message = `${method} ${path} ${status}`;
      // Each write waits for whoever reads: those of one moment go together.
      if (pending === "") setImmediate(sendAll);
      pending += lineOf({ level: "info", request_id: id, message, method, path, status, ms });
    });
  });
}

/** The id of the request that is being answered; Next.js keeps its headers at hand. */
function requestId(): string | undefined {
  const store = workUnitAsyncStorage.getStore();
  return store?.type === "request" ? (store.headers.get(idHeader) ?? undefined) : undefined;
}

function lineOf(fields: Record<string, string | number | undefined>): string {
  return `${JSON.stringify({ time: new Date().toISOString(), ...fields })}\n`;
}

/** The lines that are still to be written. */
let pending = "";

function sendAll(): void {
  if (pending === "") return;
  const lines = pending;
  pending = "";
  process.stdout.write(lines);
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
