import "server-only";
import { onRequest } from "../server/requests";
import { requestedPathHeader } from "../return-to/requested-path";
import { createGate } from "./gate";

/**
 * Runs the gate in a self-hosted server's own process. Requests that don't simply pass go through
 * `middleware.ts`, which is slower (docs/decisions/0004-one-gate-two-adapters.md).
 */
export function gateRequests(env: Record<string, string | undefined> = process.env): void {
  const decide = createGate(env);
  onRequest(({ headers, method = "GET", url = "" }, response) => {
    const header = (name: string) => headers[name]?.toString() ?? null;
    const decision = url.startsWith("/") ? decide({ method, url, header }) : undefined;
    // Security: never trust these headers from a client.
    Reflect.deleteProperty(headers, requestedPathHeader);
    Reflect.deleteProperty(headers, "content-security-policy");
    if (decision?.outcome !== "pass" || decision.status || decision.issueToken) return;
    Object.assign(headers, decision.requestHeaders);
    for (const [name, value] of decision.responseHeaders) response.appendHeader(name, value);
  });
}
