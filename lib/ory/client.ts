import "server-only";
import { Configuration, FrontendApi } from "@ory/client";
import { env } from "../server/env";
import { oryTimeoutMs } from "../server/ory-url";

export type { UpdateSettingsFlowBody } from "@ory/client";

/** No answer of Ory is near this size; a larger one is not read to its end. */
const maxAnswerBytes = 1024 * 1024;

/** What is read of an answer. Its data is unknown, whatever the client's types promise. */
export interface OryAnswer {
  status: number;
  data: unknown;
  headers: Readonly<Record<string, unknown>>;
}

/**
 * Returns Ory's public API as the server calls it: past the proxy, straight to the configured Ory.
 *
 * Where Ory does not know this app's address (Ory Network) its answers name its own, which a
 * browser must not be sent to. `origin` has them rewritten to this app's, in the JSON text itself.
 */
export function ory(origin?: string): FrontendApi {
  const known = clients.get(origin);
  if (known) return known;
  const client = newClient(origin);
  clients.set(origin, client);
  return client;
}

/** One for each origin of this app: making one costs more than using it. */
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
        // As `fetch` does, on which the proxy runs: HTTP_PROXY is for the internet, not for Ory.
        proxy: false,
        responseType: "text",
        transformResponse: (text: string) =>
          parseJson(origin ? text.replaceAll(orySdkUrl, origin) : text),
      },
    }),
  );
}

/** The options of one call: the time limit starts when the call does. */
export function withTimeout(): { signal: AbortSignal } {
  return { signal: AbortSignal.timeout(oryTimeoutMs) };
}

/** Ory says everything in JSON; what else arrives (a gateway's error page) is no answer. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
