import "server-only";
import { z } from "zod";
import { withDecidedLinks } from "./links";
import { type FlowType, kept, ownParameters, unfinishedChange, withParameters } from "./page";
import { type Flow, flowSchema } from "./schema";
import { flowPagePath, unavailablePath } from "../return-to/addresses";
import { initParameters } from "../ory/init-parameters";
import { ory, type OryAnswer, withTimeout } from "../ory/client";
import { absoluteReturnTo, type Destination, sitePath } from "../return-to/return-to";
import { env } from "../server/env";
import {
  appOrigin,
  oryCookies,
  redirectTo,
  requestedPath,
  safeReturnTo,
} from "../return-to/request";
import { flow as words } from "../words";

export type { FlowType } from "./page";

export type SearchParams = Record<string, string | string[] | undefined>;

/** Longer than a redirect from a new flow takes, even on a slow connection. */
const justNowMs = 10_000;

/**
 * Returns the flow of the page's `flow` parameter, with every URL on this app's origin. If it is
 * missing, gone (404, 410) or another browser's (403), a new one begins with the same destination.
 * If that is gone at once too, returns "no_cookies". Outages lead to `/unavailable`.
 */
export async function getFlow(
  type: FlowType,
  searchParams: Promise<SearchParams>,
): Promise<Flow | "no_cookies"> {
  const parameters = await searchParams;
  const id = single(parameters.flow);
  if (!id) return beginFlow(type, parameters);

  const cookie = await oryCookies();
  const origin = await appOrigin();
  // A retry on the settings page returns there; on a sign-in page, to its destination.
  const outage = unavailablePath(
    safeReturnTo(single(parameters.return_to) ?? (await requestedPath())),
  );
  let response: OryAnswer;
  try {
    response = await fetchFlow(type, id, cookie, origin);
  } catch {
    return redirectTo(outage);
  }
  if ([401, 403, 404, 410].includes(response.status)) {
    if (Date.now() - Number(single(parameters.again)) < justNowMs) return "no_cookies";
    // Ory's 410 names an expired flow's destination. For other flows only the address has it.
    const expired = expiredFlowSchema.safeParse(response.data);
    const return_to = expired.data?.error.details.return_to || parameters.return_to;
    return beginFlow(type, { ...parameters, return_to, again: String(Date.now()) });
  }
  const flow = flowSchema.safeParse(response.data);
  if (response.status !== 200 || !flow.success) {
    return redirectTo(outage);
  }
  return withKept(flow.data, parameters, origin);
}

/** Adds what the page's address knows to the flow, so the next page knows it too. */
function withKept(given: Flow, parameters: SearchParams, origin: string): Flow {
  // Security: called directly, not through the proxy, Ory accepts a hostile `return_to`.
  const asked = given.return_to || single(parameters.return_to);
  const return_to =
    asked && (unfinishedChange(asked, env().appOrigins) ?? safeReturnTo(asked).toString());
  const keeps = kept((name) => (name === "return_to" ? return_to : single(parameters[name])));
  if (given.state === "success") delete keeps.section;
  if (given.refresh) keeps.refresh = "true";
  if (given.requested_aal === "aal2") keeps.aal = "aal2";
  const flow = withDecidedLinks({ ...given, return_to }, origin, keeps);
  // Ory reports a missing name for passkeys. That error only makes sense for a new security key.
  if (given.identity && (given.state === "success" || single(parameters.changed) !== "webauthn")) {
    flow.ui.messages = flow.ui.messages.filter(({ id }) => id !== missingIdentifier);
  }
  const notice = noticeSchema.safeParse(single(parameters.notice)).data;
  if (notice) {
    const type = notice === "stale" || notice === "failed" ? "error" : "info";
    flow.ui.messages = [{ id: 0, type, text: words.notices[notice] }, ...flow.ui.messages];
  }
  return withPastableCodes(flow);
}

/** The proxy removes spaces and dashes from a code, so browsers must not cut it off. */
function withPastableCodes(flow: Flow): Flow {
  const nodes = flow.ui.nodes.map((node) =>
    node.type === "input" && node.attributes.name === "code"
      ? { ...node, attributes: { ...node.attributes, pattern: undefined, maxlength: undefined } }
      : node,
  );
  return { ...flow, ui: { ...flow.ui, nodes } };
}

const missingIdentifier = 4000009;

const noticeSchema = z.enum(["stale", "failed", "signed_in", "verify_first"]);

const expiredFlowSchema = z.object({
  error: z.object({ details: z.object({ return_to: z.string().optional() }) }),
});

async function beginFlow(type: FlowType, parameters: SearchParams): Promise<never> {
  const query: Record<string, string | undefined> = {};
  for (const name of ownParameters) query[name] = single(parameters[name]);
  for (const [name, isAllowed] of initParameters) {
    const value = single(parameters[name]);
    if (value && isAllowed.test(value)) query[name] = value;
  }
  const origin = await appOrigin();
  // Settings stay on their page after a change unless a `return_to` was requested.
  if (type !== "settings" || parameters.return_to) {
    const { appOrigins, allowedReturnOrigins } = env();
    const asked = single(parameters.return_to);
    query.return_to =
      unfinishedChange(asked ?? "", appOrigins) ??
      absoluteReturnTo(asked, origin, {
        origins: appOrigins,
        allowedOrigins: allowedReturnOrigins,
      });
  }
  return redirectTo(sitePath(withParameters(`/self-service/${type}/browser`, query)));
}

function fetchFlow(type: FlowType, id: string, cookie: string, origin: string): Promise<OryAnswer> {
  const api = ory(origin);
  const options = { ...withTimeout(), validateStatus: () => true };
  switch (type) {
    case "login":
      return api.getLoginFlow({ id, cookie }, options);
    case "registration":
      return api.getRegistrationFlow({ id, cookie }, options);
    case "recovery":
      return api.getRecoveryFlow({ id, cookie }, options);
    case "verification":
      return api.getVerificationFlow({ id, cookie }, options);
    case "settings":
      return api.getSettingsFlow({ id, cookie }, options);
  }
}

const flowErrorSchema = z.object({
  error: z.object({
    id: z.string().optional(),
    message: z.string().optional(),
    reason: z.string().optional(),
  }),
});

/**
 * Returns the id of an error that Ory keeps for `/auth/error`. Ory's text is only logged, because
 * it quotes input that an attacker controls.
 */
export async function getFlowErrorId(id: string | null | undefined): Promise<string | undefined> {
  if (!id) return undefined;
  try {
    const { data } = await ory().getFlowError({ id }, withTimeout());
    const { error } = flowErrorSchema.parse(data);
    console.warn(`Ory reports an error: ${error.message ?? ""} ${error.reason ?? ""}`);
    return error.id;
  } catch {
    return undefined;
  }
}

export function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

export function authPath(
  type: "login" | "registration" | "recovery",
  returnTo: string | undefined,
): Destination {
  return flowPagePath(type, returnTo ? safeReturnTo(returnTo) : undefined);
}
