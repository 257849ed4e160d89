import "server-only";
import { NextRequest } from "next/server";
import { jsonError } from "../session/api-errors";
import { originForHost } from "../server/app-url";
import { type Answer, callOry } from "../ory/call-ory";
import { env } from "../server/env";
import { hostOnlyCookie } from "../ory/cookies";
import { isUnder, oryPaths } from "../ory/paths";
import { withTraitsAsJson } from "../flows/trait-form";
import { headersForClient, headersForOry, isPrefetch } from "./headers";
import { decideReturnTo } from "./return-to";
import { readAtMost, TooLarge } from "../server/read-at-most";
import { forgetToken, tokenCookie } from "../token-mode/session-token";
import { unavailableResponse } from "./unavailable-response";

interface Limits {
  /** From the arrival of a request to the end of Ory's answer. */
  timeoutMs: number;
  /** Of a request. Ory's forms are far smaller. */
  maxBodyBytes: number;
  /** Of an answer. The scripts of Ory's hosted pages are the largest, at several megabytes. */
  maxAnswerBytes: number;
}

const defaults: Limits = {
  timeoutMs: 10_000,
  maxBodyBytes: 256 * 1024,
  maxAnswerBytes: 16 * 1024 * 1024,
};

/**
 * Serves Ory's own paths on this origin: passes a request on to the configured Ory and returns its
 * answer, with every URL in it and every cookie on this origin.
 *
 * Answers 404 for a path that is not plainly one of Ory's, 405 for methods other than GET, HEAD
 * and POST, 403 for a prefetch of the sign-out, 413 and 408 for a body that is too large or too
 * slow, and 503 with `Retry-After` when Ory is unreachable, too slow, overloaded (429) or failing
 * (5xx).
 */
export const proxyToOry = createProxy();

/** Returns a {@link proxyToOry} with limits of its own. */
export function createProxy(limits: Partial<Limits> = {}): (request: Request) => Promise<Response> {
  return (request) => proxy(request, { ...defaults, ...limits });
}

async function proxy(request: Request, limits: Limits): Promise<Response> {
  const signal = AbortSignal.timeout(limits.timeoutMs);
  const { pathname, search } = new URL(request.url);
  if (!isOryPath(pathname)) return refuse(404, "not_found");
  if (!["GET", "HEAD", "POST"].includes(request.method)) return refuse(405, "method_not_allowed");
  // `/self-service/logout` signs out on GET, so a prefetch of a link to it would.
  if (isUnder(pathname, "/self-service/logout") && isPrefetch(request.headers)) {
    return refuse(403, "prefetch_refused");
  }
  let body: ArrayBuffer;
  try {
    body = await readAtMost(limits.maxBodyBytes, request.body, signal);
  } catch (error) {
    return error instanceof TooLarge ? refuse(413, "too_large") : refuse(408, "too_slow");
  }

  const { appOrigins, allowedReturnOrigins, orySdkUrl, trustedProxyHops } = env();
  const origin = originForHost(appOrigins, request.headers.get("host"));
  const query = decideReturnTo(search, {
    origin,
    origins: appOrigins,
    allowedOrigins: allowedReturnOrigins,
    oryUrl: orySdkUrl,
  });
  const decided = new NextRequest(origin + pathname + query, {
    method: request.method,
    headers: headersForOry(request.headers, new URL(origin).host, trustedProxyHops),
    ...(request.method === "POST" && { body: withTypedTraits(body, request.headers) }),
  });

  let answer: Answer;
  try {
    answer = await callOry(decided, orySdkUrl + pathname + query, limits.maxAnswerBytes, signal);
  } catch (error) {
    const reason = error instanceof Error ? (error.cause ?? error) : error;
    console.error(`No usable answer from Ory to ${request.method} ${pathname}:`, reason);
    return unavailableResponse(request);
  }
  const response = new Response([204, 205, 304].includes(answer.status) ? null : answer.body, {
    status: answer.status,
    headers: headersForClient(answer.headers, pathname),
  });
  for (const cookie of answer.cookies) {
    response.headers.append("set-cookie", hostOnlyCookie(cookie, origin));
  }
  // Whatever a flow changed, a session token from before does not know of it.
  if (isUnder(pathname, "/self-service") && request.headers.get("cookie")?.includes(tokenCookie)) {
    response.headers.append("set-cookie", hostOnlyCookie(forgetToken(), origin));
  }
  return response;
}

/**
 * One of Ory's paths, whole segments compared, that means the same to whoever decodes it: nothing
 * encoded twice, no encoded separators, no way up.
 */
function isOryPath(pathname: string): boolean {
  if (!oryPaths.some((path) => isUnder(pathname, path))) return false;
  if (/%(2f|5c|25)/i.test(pathname)) return false;
  try {
    return !/\/\/|\p{Cc}|\/\.{1,2}(\/|$)/u.test(decodeURIComponent(pathname));
  } catch {
    return false;
  }
}

/** A form's traits with their types, which only this app's forms tell. */
function withTypedTraits(body: ArrayBuffer, headers: Headers): ArrayBuffer | string {
  const isForm = headers.get("content-type")?.startsWith("application/x-www-form-urlencoded");
  return isForm ? withTraitsAsJson(new TextDecoder().decode(body)) : body;
}

function refuse(status: number, code: string): Response {
  const message = "This request is not passed on to the sign-in service.";
  const headers = {
    "x-content-type-options": "nosniff",
    ...(status === 405 && { allow: "GET, HEAD, POST" }),
  };
  return jsonError(status, { code, message }, headers);
}
