import { jsonError } from "@/lib/api-errors";
import { env } from "@/lib/env";
import { withTimeout } from "@/lib/ory";
import { isShuttingDown } from "@/lib/shutdown";

/**
 * For balancers: 200 while this server takes requests, 503 when it is about to end; with `?ready`
 * 503 also while Ory can't be reached.
 */
export async function GET(request: Request): Promise<Response> {
  const withOry = new URL(request.url).searchParams.has("ready");
  if (isShuttingDown() || (withOry && !(await oryAnswers()))) {
    const error = { code: "not_ready", message: "This server is ending, or Ory can't be reached." };
    return jsonError(503, error, { "retry-after": "5" });
  }
  return Response.json({ status: "ok" }, { headers: { "cache-control": "no-store" } });
}

/** Any answer of Ory will do but a failure: Ory Network has no such address and says 404. */
async function oryAnswers(): Promise<boolean> {
  const url = `${env().orySdkUrl}/health/ready`;
  try {
    const answer = await fetch(url, { ...withTimeout(), cache: "no-store", redirect: "manual" });
    await answer.body?.cancel();
    return answer.status !== 429 && answer.status < 500;
  } catch {
    return false;
  }
}
