import "server-only";
import { Configuration, FrontendApi } from "@ory/client";
import { env } from "../server/env";
import { oryTimeoutMs } from "../server/ory-url";

export type { UpdateSettingsFlowBody } from "@ory/client";

/** Far above the size of Ory's responses. A larger one is rejected. */
const maxAnswerBytes = 1024 * 1024;

export interface OryAnswer {
  status: number;
  data: unknown;
  headers: Readonly<Record<string, unknown>>;
}

/**
 * Returns a client that calls Ory's public API directly, not through the proxy. `origin` replaces
 * Ory's own URLs in responses, because Ory Network doesn't know this app's address.
 */
export function ory(origin?: string): FrontendApi {
  const known = clients.get(origin);
  if (known) return known;
  const client = newClient(origin);
  clients.set(origin, client);
  return client;
}

/** One for each origin, because creating a client costs more than using it. */
const clients = new Map<string | undefined, FrontendApi>();

function newClient(origin: string | undefined): FrontendApi {
  const { orySdkUrl } = env();
  return new FrontendApi(
    new Configuration({
      basePath: orySdkUrl,
      baseOptions: {
        headers: { Accept: "application/json" },
        maxContentLength: maxAnswerBytes,
        maxRedirects: 0,
        // As for the proxy's `fetch`: HTTP_PROXY is for the internet, not for Ory.
        proxy: false,
        responseType: "text",
        transformResponse: (text: string) =>
          parseJson(origin ? text.replaceAll(orySdkUrl, origin) : text),
      },
    }),
  );
}

/** Returns the options of one call. The timeout starts now. */
export function withTimeout(): { signal: AbortSignal } {
  return { signal: AbortSignal.timeout(oryTimeoutMs) };
}

/** Ory always sends JSON; a gateway's error page becomes undefined. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
