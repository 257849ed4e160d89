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

/** What a page gets as its `searchParams`. */
export type SearchParams = Record<string, string | string[] | undefined>;

/** A redirect on from a new flow takes less, on a slow line too. */
const justNowMs = 10_000;

/**
 * Returns the flow that the page's `flow` parameter names, with every URL on this app's origin.
 *
 * Leaves the page when there is none to show: without a `flow`, or with one that is gone (404,
 * 410) or was begun in another browser (403), a new one of the same kind begins, and its destination
 * is kept; when Ory can't be reached, to `/unavailable`.
 *
 * Where the new one is gone at once as well, as for a browser that sends no cookies, it would begin
 * flows for ever: it gets `"no_cookies"` instead.
 *
 * @see https://www.ory.com/docs/kratos/self-service
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
  // From the settings page the retry leads back to it, from a sign-in page to where that leads.
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
    // Where an expired flow was to lead, Ory says in its 410; of others the address has it.
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

/** What the address of the page knows of its flow, in the flow: its forms then lead back to the same. */
function withKept(given: Flow, parameters: SearchParams, origin: string): Flow {
  // Ory takes a hostile one from whoever asks it past the proxy.
  const asked = given.return_to || single(parameters.return_to);
  const return_to =
    asked && (unfinishedChange(asked, env().appOrigins) ?? safeReturnTo(asked).toString());
  const keeps = kept((name) => (name === "return_to" ? return_to : single(parameters[name])));
  // The section that was shown alone is done.
  if (given.state === "success") delete keeps.section;
  if (given.refresh) keeps.refresh = "true";
  if (given.requested_aal === "aal2") keeps.aal = "aal2";
  const flow = withDecidedLinks({ ...given, return_to }, origin, keeps);
  // Passkeys lack a name, which nobody asked for. Only of a new security key it is an answer.
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

/** The proxy takes spaces and dashes out of a code; a browser must not cut it off before. */
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
  // Settings stay on their page after a change, so they carry a return_to only when asked to.
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
 * Returns which error (`security_csrf_violation`, …) Ory keeps under `id` for `/auth/error`, or
 * nothing when it is gone. Logs what Ory says about it; no page may show that, because Ory quotes
 * what it was sent, and an attacker chooses that.
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

/** Returns the one value of a search parameter: the first, where a URL repeats it. */
export function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

/** Returns the address of another sign-in page that keeps a flow's `return_to`. */
export function authPath(
  type: "login" | "registration" | "recovery",
  returnTo: string | undefined,
): Destination {
  return flowPagePath(type, returnTo ? safeReturnTo(returnTo) : undefined);
}
