import "server-only";
import { NextRequest } from "next/server";
import { jsonError } from "../session/api-errors";
import { originForHost } from "../server/app-url";
import { claimAccount } from "../account/claim-account";
import { type Answer, callOry } from "../ory/call-ory";
import { env } from "../server/env";
import { addressFields, readTypedAddress, typedAddressCookie } from "../flows/typed-address";
import {
  hostOnlyCookie,
  isSessionCookieName,
  sessionCookies,
  withSetCookies,
} from "../ory/cookies";
import { oryConfig } from "../ory/config";
import { liveOryCookies } from "../ory/live-cookies";
import { isUnder, oryPaths } from "../ory/paths";
import { allowVerification, examineProof } from "./address-proof";
import { beginWith } from "./begin-with";
import { inCircles } from "./circles";
import { formFields, tidyCodes } from "./form";
import { withTraitsAsJson } from "../flows/trait-form";
import { headersForClient, headersForOry, isPrefetch } from "./headers";
import { type Asked, leadOn, selfServiceStep } from "./lead-on";
import { decideQuery, withoutOwn } from "./query";
import { Budget, readAtMost, TooLarge, TooMany } from "../server/read-at-most";
import type { Destination } from "../return-to/return-to";
import { addressConfirmedPath } from "../return-to/addresses";
import { safeReturnTo } from "../return-to/request";
import { unavailableResponse } from "./unavailable-response";

interface Limits {
  /** From the request's arrival to the end of Ory's response. */
  timeoutMs: number;
  /** Per request. Ory's forms are far smaller. */
  maxBodyBytes: number;
  maxHeldBytes: number;
  /** Per response. The largest are the scripts of Ory's hosted pages, at several megabytes. */
  maxAnswerBytes: number;
}

const defaults: Limits = {
  timeoutMs: 10_000,
  maxBodyBytes: 256 * 1024,
  maxHeldBytes: 32 * 1024 * 1024,
  maxAnswerBytes: 16 * 1024 * 1024,
};

/**
 * Forwards a request for one of Ory's paths and returns Ory's response, with every URL and cookie
 * on this origin. Refuses ambiguous paths (404), methods other than GET, HEAD and POST (405), a
 * prefetch of the sign-out (403), and bodies that are too large (413) or slow (408). Responds with
 * 503 if too many bodies wait or Ory fails. See docs/decisions/0005-proxy-in-route-handlers.md.
 */
export const proxyToOry = createProxy();

export function createProxy(limits: Partial<Limits> = {}): (request: Request) => Promise<Response> {
  const all = { ...defaults, ...limits };
  const budget = new Budget(all.maxHeldBytes);
  return (request) => proxy(request, all, budget);
}

async function proxy(request: Request, limits: Limits, budget: Budget): Promise<Response> {
  const signal = AbortSignal.timeout(limits.timeoutMs);
  const { pathname } = new URL(request.url);
  if (!isOryPath(pathname)) return refuse(404, "not_found");
  if (!["GET", "HEAD", "POST"].includes(request.method)) return refuse(405, "method_not_allowed");
  // `/self-service/logout` signs out on GET, so a prefetched link would sign people out.
  if (isUnder(pathname, "/self-service/logout") && isPrefetch(request.headers)) {
    return refuse(403, "prefetch_refused");
  }
  let body: ArrayBuffer;
  try {
    body = await readAtMost(limits.maxBodyBytes, request.body, signal, budget);
  } catch (error) {
    if (error instanceof TooMany) return unavailableResponse(request);
    return error instanceof TooLarge ? refuse(413, "too_large") : refuse(408, "too_slow");
  }
  try {
    return await passOn(request, body, limits.maxAnswerBytes, signal);
  } finally {
    budget.giveBack(body.byteLength);
  }
}

async function passOn(
  request: Request,
  given: ArrayBuffer,
  maxAnswerBytes: number,
  signal: AbortSignal,
): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const fields = formFields(request.headers.get("content-type"), given);
  const body = fields && tidyCodes(fields) ? encode(fields) : given;
  const [type, begins] = selfServiceStep(pathname);
  if (type && begins && request.method === "POST") {
    return beginWith(type, request, fields, proxyToOry);
  }

  const { appOrigins, allowedReturnOrigins, orySdkUrl, trustedProxyHops } = env();
  const origin = originForHost(appOrigins, request.headers.get("host"));
  const query = decideQuery(pathname, search, {
    origin,
    origins: appOrigins,
    allowedOrigins: allowedReturnOrigins,
    oryUrl: orySdkUrl,
  });
  const forOry = type ? withoutOwn(query) : query;
  const oryCookies = await liveOryCookies(request.headers.get("cookie"));
  const decided = new NextRequest(origin + pathname + forOry, {
    method: request.method,
    headers: headersForOry(request.headers, oryCookies, new URL(origin).host, trustedProxyHops),
    ...(request.method === "POST" && { body: withTypedTraits(body, request.headers) }),
  });

  const { headers, method } = request;
  const url = new URL(origin + decodeURIComponent(pathname) + query);
  const proof = await examineProof({ url, method, headers, oryCookies, body });
  if (proof.outcome === "unavailable") return unavailableResponse(request);
  if (proof.outcome === "not_theirs") return leadTo(proof.location, request);

  let answer: Answer;
  try {
    answer = await callOry(decided, orySdkUrl + pathname + forOry, maxAnswerBytes, signal);
  } catch (error) {
    const reason = error instanceof Error ? (error.cause ?? error) : error;
    console.error(`No usable answer from Ory to ${request.method} ${pathname}:`, reason);
    return unavailableResponse(request);
  }
  const leads = answer.headers.get("location");
  if (leads) answer.headers.set("location", onOrigin(leads, origin, appOrigins));
  const signedIn = sessionCookies(answer.cookies.join(";")).length > 0;
  if (proof.outcome === "first" && signedIn) {
    const cookie = withSetCookies(oryCookies, answer.cookies);
    if (!(await claimAccount(proof.account, cookie))) return unavailableResponse(request);
    const location = answer.headers.get("location");
    if (location) answer.headers.set("location", afterClaim(new URL(location, origin)));
  }
  const response = new Response([204, 205, 304].includes(answer.status) ? null : answer.body, {
    status: answer.status,
    headers: headersForClient(answer.headers, pathname),
  });
  for (const cookie of answer.cookies) {
    response.headers.append("set-cookie", hostOnlyCookie(cookie, origin));
  }
  const allowed = allowVerification(pathname, answer.headers.get("location"));
  if (allowed) response.headers.append("set-cookie", hostOnlyCookie(allowed, origin));
  if (type) {
    await goOn(response, {
      method: request.method,
      pathname,
      query: new URLSearchParams(query),
      fields,
      origin,
      cookie: request.headers.get("cookie"),
      oryCookies,
      signsIn: answer.cookies.some((line) => isSessionCookieName(line.split("=", 1)[0] ?? "")),
    });
  }
  return response;
}

/** Adjusts Ory's redirect and stores the typed address for the next flow. */
async function goOn(response: Response, asked: Asked): Promise<void> {
  const { fields, origin, cookie, signsIn } = asked;
  const add = (line: string) => {
    response.headers.append("set-cookie", hostOnlyCookie(line, origin));
  };
  const typed = addressFields.map((name) => fields?.get(name)).find(Boolean);
  if (signsIn && readTypedAddress(cookie) !== undefined) add(typedAddressCookie(undefined));
  else if (typed && !signsIn) add(typedAddressCookie(typed));

  const location = response.headers.get("location");
  if (location === null) return;
  const next = await leadOn(location, asked);
  const circle = inCircles(next, asked);
  if (circle.cookie) add(circle.cookie);
  response.headers.set("location", circle.location);
}

/** Moves a redirect from another of this app's origins to the one that the visitor used. */
function onOrigin(location: string, origin: string, appOrigins: readonly string[]): string {
  const other = appOrigins.find((own) => location.startsWith(`${own}/`));
  return other ? origin + location.slice(other.length) : location;
}

function encode(fields: URLSearchParams): ArrayBuffer {
  return new TextEncoder().encode(fields.toString()).buffer;
}

// Security: Ory's paths must mean the same to every decoder, with no `..` or double encoding.
function isOryPath(pathname: string): boolean {
  if (!oryPaths.some((path) => isUnder(pathname, path))) return false;
  if (/%(2f|5c|25)/i.test(pathname)) return false;
  try {
    return !/\/\/|\p{Cc}|\/\.{1,2}(\/|$)/u.test(decodeURIComponent(pathname));
  } catch {
    return false;
  }
}

/** Leads to the page that lists what was removed: also the second factor that Ory asks for. */
function afterClaim({ href, pathname, searchParams }: URL): string {
  if (pathname === oryConfig.project.settings_ui_url) return href;
  const asksForSecondStep = searchParams.get("aal") === "aal2";
  return addressConfirmedPath(
    safeReturnTo(asksForSecondStep ? searchParams.get("return_to") : href),
  );
}

function leadTo(location: Destination, request: Request): Response {
  if (!request.headers.get("accept")?.includes("text/html")) return refuse(403, "sign_in_first");
  return new Response(null, {
    status: 303,
    headers: { location, "cache-control": "private, no-store" },
  });
}

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
