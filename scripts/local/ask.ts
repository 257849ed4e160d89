import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";

/** Longer than the app itself waits for Ory. */
const timeoutMs = 10_000;

export interface Answer {
  status: number;
  headers: Headers;
  cookies: string[];
  text: string;
  /** The content as JSON, or undefined if it isn't JSON. */
  json: unknown;
  sentAt: number;
  receivedAt: number;
}

export interface Request {
  /** By default POST if there is a body, otherwise GET. */
  method?: "GET" | "POST" | "PATCH" | "DELETE";
  headers?: Record<string, string>;
  /** Sent as JSON. */
  json?: unknown;
  /** Sent as a form. */
  form?: Record<string, string>;
}

/** Nothing responded. The message says why in plain words. */
export class NoAnswer extends Error {
  override name = "NoAnswer";
}

/** How often to try if Ory asks to wait, and the longest wait each time. */
export interface Patience {
  tries: number;
  longestSeconds: number;
}

/** Ory Network's smallest plan allows five flows a second. Above that the app responds with 503. */
const little: Patience = { tries: 2, longestSeconds: 5 };

/** Sends a request without following redirects. Retries after a 429 or 503. Throws NoAnswer. */
export async function ask(
  url: string,
  request: Request = {},
  { tries, longestSeconds } = little,
): Promise<Answer> {
  const answer = await askOnce(url, request);
  const { headers, status } = answer;
  const wait = Number(headers.get("x-ratelimit-reset") ?? headers.get("retry-after") ?? 1);
  if (![429, 503].includes(status) || tries <= 1 || !(wait <= longestSeconds)) return answer;
  await delay(wait * 1_000);
  return ask(url, request, { tries: tries - 1, longestSeconds });
}

async function askOnce(url: string, { method, headers, json, form }: Request): Promise<Answer> {
  const sentAt = Date.now();
  const body = json === undefined ? form && new URLSearchParams(form) : JSON.stringify(json);
  try {
    const response = await fetch(url, {
      method: method ?? (body === undefined ? "GET" : "POST"),
      headers: {
        accept: "application/json",
        ...(json !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      body: body ?? null,
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
    });
    const receivedAt = Date.now();
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      cookies: response.headers.getSetCookie(),
      text,
      json: readJson(text),
      sentAt,
      receivedAt,
    };
  } catch (error) {
    throw new NoAnswer(reason(error), { cause: error });
  }
}

const errorSchema = z.object({
  error: z.object({
    id: z.string().optional(),
    reason: z.string().optional(),
    message: z.string().optional(),
  }),
});

export function reasonOf({ json, status }: Answer): string {
  const error = errorSchema.safeParse(json).data?.error;
  return error?.reason ?? error?.message ?? `status ${status}`;
}

/** Returns the id of Ory's error, such as `self_service_flow_return_to_forbidden`. */
export function errorId({ json }: Answer): string | undefined {
  return errorSchema.safeParse(json).data?.error.id;
}

export function isOryError({ json }: Answer): boolean {
  return errorSchema.safeParse(json).success;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const reasons: Record<string, string> = {
  ECONNREFUSED: "nothing listens there",
  ECONNRESET: "the connection was cut",
  ENOTFOUND: "no such host",
  EAI_AGAIN: "the host's name could not be looked up",
  UND_ERR_CONNECT_TIMEOUT: "no connection in time",
  CERT_HAS_EXPIRED: "its certificate has expired",
  DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate is self-signed",
  SELF_SIGNED_CERT_IN_CHAIN: "its certificate is self-signed",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "its certificate can't be verified",
  ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another host",
  ERR_SSL_WRONG_VERSION_NUMBER: "it speaks http, not https",
};

const causeSchema = z.object({ code: z.string().optional(), message: z.string() });

// fetch only says "fetch failed". Its cause says what failed.
function reason(error: unknown): string {
  if (error instanceof Error && error.name === "TimeoutError") {
    return `no answer within ${timeoutMs / 1000} s`;
  }
  const cause = causeSchema.safeParse(error instanceof Error ? error.cause : undefined).data;
  if (cause === undefined) return String(error);
  return reasons[cause.code ?? ""] ?? (cause.message || cause.code || String(error));
}
