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
  /** `Set-Cookie` lines just as Ory wrote them. */
  cookies: string[];
  body: ReadableStream | null;
}

/**
 * Has the library pass `request` on, with what its own call to Ory lacks: limits, an address that
 * does not depend on it, and the cookies as they came (it decodes them and widens their domain).
 *
 * @throws Error when Ory can't be reached or keep to the limits, or answers with 429 or 5xx.
 */
export async function callOry(
  request: NextRequest,
  url: string,
  maxAnswerBytes: number,
  signal: AbortSignal,
): Promise<Answer> {
  // The library reads the environment itself and does not know our default.
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
    // The library throws at a status that has no body (204), so it never sees the status.
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
