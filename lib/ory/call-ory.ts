import "server-only";
import { createOryMiddleware } from "@ory/nextjs/middleware";
import type { NextRequest } from "next/server";
import { env } from "../server/env";
import { clientAddressHeaders } from "../server/client-address";
import { oryConfig } from "./config";
import { readAtMost } from "../server/read-at-most";
import { withFetch } from "./scoped-fetch";

const oryMiddleware = createOryMiddleware({
  ...oryConfig,
  forwardAdditionalHeaders: clientAddressHeaders,
});

export interface Answer {
  status: number;
  headers: Headers;
  /** `Set-Cookie` lines exactly as Ory wrote them. */
  cookies: string[];
  body: ReadableStream | null;
}

/**
 * Sends `request` to Ory through `@ory/nextjs`, within limits and with Ory's own cookies, which the
 * library would decode and widen. Throws an Error for a limit, an outage, 429 or 5xx.
 */
export async function callOry(
  request: NextRequest,
  url: string,
  maxAnswerBytes: number,
  signal: AbortSignal,
): Promise<Answer> {
  // The library reads this variable itself and doesn't know our default.
  process.env.ORY_SDK_URL ||= env().orySdkUrl;
  const platformFetch = globalThis.fetch;
  const seen: { status?: number; cookies: string[] } = { cookies: [] };

  const limitedFetch: typeof fetch = async (_, init) => {
    const response = await platformFetch(url, {
      ...init,
      cache: "no-store",
      redirect: "manual",
      signal,
    });
    const { status } = response;
    if (status === 429 || status >= 500) {
      await response.body?.cancel();
      throw new Error(`status ${status}`);
    }
    const body = await readAtMost(maxAnswerBytes, response.body, signal);
    seen.status = status;
    seen.cookies = response.headers.getSetCookie();
    const withoutCookies = new Headers(response.headers);
    withoutCookies.delete("set-cookie");
    // The library throws on a status without a body, such as 204, so it gets no status.
    return new Response(body, { headers: withoutCookies });
  };

  const rewritten = await withFetch(limitedFetch, () => oryMiddleware(request));
  if (!seen.status) throw new Error("@ory/nextjs did not call Ory through the global fetch");
  return {
    status: seen.status,
    headers: rewritten.headers,
    cookies: seen.cookies,
    body: rewritten.body,
  };
}
