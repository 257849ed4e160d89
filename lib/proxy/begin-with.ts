import "server-only";
import { z } from "zod";
import { flowPage, type FlowType } from "../flows/page";
import { originForHost } from "../server/app-url";
import { env } from "../server/env";
import { isSameOrigin } from "../server/same-origin";
import { hostOnlyCookie, withoutCookie } from "../ory/cookies";
import { allowVerificationAfter } from "./address-proof";

const begunSchema = z.object({
  id: z.string(),
  ui: z.object({ action: z.url(), nodes: z.array(z.unknown()) }),
});
const csrfSchema = z.object({
  attributes: z.object({ name: z.literal("csrf_token"), value: z.string() }),
});

/** Begins a flow and submits its first form with `ask` (the proxy), or leads to the flow's page. */
export async function beginWith(
  type: FlowType,
  request: Request,
  fields: URLSearchParams | undefined,
  ask: (request: Request) => Promise<Response>,
): Promise<Response> {
  const { search } = new URL(request.url);
  const query = Object.fromEntries(new URLSearchParams(search));
  const page = seeOther(flowPage(type, query));
  // Ory's CSRF token comes with the flow, so the origin is checked instead.
  if (!fields || !isSameOrigin(request.headers, env().appOrigins)) return page;

  const headers = new Headers(request.headers);
  headers.set("accept", "application/json");
  headers.delete("content-type");
  headers.delete("content-length");
  const begun = await ask(new Request(request.url, { headers }));
  const flow = begunSchema.safeParse(begun.status === 200 ? await begun.json() : undefined);
  const csrf = flow.data?.ui.nodes.map((node) => csrfSchema.safeParse(node).data).find(Boolean);
  if (!flow.success || !csrf) return page;

  const cookies = begun.headers.getSetCookie();
  const refused = type === "verification" ? fields.get("login_flow") : null;
  fields.delete("login_flow");
  const allowed = refused && (await allowVerificationAfter(refused, request.headers, flow.data.id));
  const origin = originForHost(env().appOrigins, request.headers.get("host"));
  if (allowed) cookies.push(hostOnlyCookie(allowed, origin));
  const sent = new Headers(request.headers);
  sent.set("cookie", withCookies(request.headers.get("cookie"), cookies));
  sent.set("content-type", "application/x-www-form-urlencoded");
  sent.delete("content-length");
  fields.set("csrf_token", csrf.attributes.value);
  const action = new URL(flow.data.ui.action);
  for (const [name, value] of Object.entries(query)) action.searchParams.set(name, value);
  const url = new URL(action.pathname + action.search, request.url);
  const done = await ask(
    new Request(url, { method: "POST", headers: sent, body: fields.toString() }),
  );
  const answer = new Response(done.body, done);
  for (const line of cookies) answer.headers.append("set-cookie", line);
  return answer;
}

function withCookies(header: string | null, setCookies: readonly string[]): string {
  const pairs = setCookies.map((line) => line.split(";", 1)[0] ?? "");
  const kept = pairs.reduce<string>(
    (left, pair) => withoutCookie(left, pair.split("=", 1)[0] ?? "").join("; "),
    header ?? "",
  );
  return [kept, ...pairs].filter(Boolean).join("; ");
}

function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { location, "cache-control": "no-store" } });
}
