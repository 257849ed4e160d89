import { jsonError } from "@/lib/session/api-errors";
import { env } from "@/lib/server/env";
import { withTimeout } from "@/lib/ory/client";
import { oryIsReady } from "@/lib/ory/ready";
import { isShuttingDown } from "@/lib/server/shutdown";

/** Responds with 200, or with 503 during a shutdown and, with `?ready`, while Ory is down. */
export async function GET(request: Request): Promise<Response> {
  const withOry = new URL(request.url).searchParams.has("ready");
  if (isShuttingDown() || (withOry && !(await oryIsReady(env().orySdkUrl, withTimeout().signal)))) {
    const error = { code: "not_ready", message: "This server is ending, or Ory can't be reached." };
    return jsonError(503, error, { "retry-after": "5" });
  }
  return Response.json({ status: "ok" }, { headers: { "cache-control": "no-store" } });
}
