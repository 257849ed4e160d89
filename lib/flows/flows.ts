import "server-only";
import { z } from "zod";
import { withDecidedLinks } from "./links";
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

export type FlowType = "login" | "registration" | "recovery" | "verification" | "settings";

/** What a page gets as its `searchParams`. */
export type SearchParams = Record<string, string | string[] | undefined>;

/**
 * Returns the flow that the page's `flow` parameter names, with every URL on this app's origin.
 *
 * Leaves the page when there is none to show: without a `flow`, or with one that is gone (404,
 * 410) or was begun in another browser (403), a new one begins and `return_to` is kept; when Ory
 * can't be reached, to `/unavailable`.
 *
 * A browser that sends no cookies would begin flows for ever: it gets `"no_cookies"` instead.
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
  if (response.status === 403 && !cookie.includes("csrf_token_")) return "no_cookies";
  if ([401, 403, 404, 410].includes(response.status)) {
    // The address names the flow only; where an expired one was to lead, Ory says in its 410.
    const expired = expiredFlowSchema.safeParse(response.data);
    const return_to = expired.data?.error.details.return_to || parameters.return_to;
    return beginFlow(type, { ...parameters, return_to });
  }
  const flow = flowSchema.safeParse(response.data);
  if (response.status !== 200 || !flow.success) {
    return redirectTo(outage);
  }
  return withDecidedLinks(flow.data, origin);
}

const expiredFlowSchema = z.object({
  error: z.object({ details: z.object({ return_to: z.string().optional() }) }),
});

async function beginFlow(type: FlowType, parameters: SearchParams): Promise<never> {
  const query = new URLSearchParams();
  for (const [name, isAllowed] of initParameters) {
    const value = single(parameters[name]);
    if (value && isAllowed.test(value)) query.set(name, value);
  }
  const origin = await appOrigin();
  // Settings stay on their page after a change, so they carry a return_to only when asked to.
  if (type !== "settings" || parameters.return_to) {
    const { appOrigins, allowedReturnOrigins } = env();
    query.set(
      "return_to",
      absoluteReturnTo(single(parameters.return_to), origin, {
        origins: appOrigins,
        allowedOrigins: allowedReturnOrigins,
      }),
    );
  }
  return redirectTo(sitePath(`/self-service/${type}/browser?${query.toString()}`));
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
export async function getFlowErrorId(id: string | undefined): Promise<string | undefined> {
  if (!id) return undefined;
  try {
    const { data } = await ory(await appOrigin()).getFlowError({ id }, withTimeout());
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
