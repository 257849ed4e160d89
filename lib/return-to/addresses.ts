import { oryConfig } from "../ory/config";
import { type Destination, sitePath } from "./destination";

export type NoSession = "anonymous" | "aal2_required" | "unavailable";

/** Returns where a failed session check redirects. Each page leads back to `returnTo`. */
export function wayOut(outcome: NoSession, origin: string, returnTo: Destination): Destination {
  switch (outcome) {
    case "anonymous":
      return loginPath(returnTo);
    case "aal2_required":
      return secondFactorPath(origin, returnTo);
    case "unavailable":
      return unavailablePath(returnTo);
  }
}

export function loginPath(returnTo?: Destination): Destination {
  return flowPagePath("login", returnTo);
}

export function flowPagePath(
  flow: "login" | "registration" | "recovery" | "verification",
  returnTo?: Destination,
): Destination {
  return withReturnTo(oryConfig.project[`${flow}_ui_url`], returnTo);
}

export function unavailablePath(returnTo: Destination): Destination {
  return withReturnTo("/unavailable", returnTo);
}

/** Returns the page for a form that was rendered for another account. */
export function accountChangedPath(returnTo: Destination): Destination {
  return withReturnTo("/auth/account-changed", returnTo);
}

/** Returns the page that lists what the first proof of an address removed. */
export function addressConfirmedPath(returnTo: Destination): Destination {
  return withReturnTo("/auth/confirmed", returnTo);
}

export function setUpSecondFactorPath(returnTo: Destination): Destination {
  return withReturnTo("/settings/second-factor", returnTo);
}

/** Returns Ory's second step: Ory's own 403 names it without a `return_to`. */
export function secondFactorPath(origin: string, returnTo: Destination): Destination {
  return newFlowPath("login", origin, returnTo, { aal: "aal2" });
}

/** Returns the address where a signed-in person confirms their sign-in. */
export function refreshPath(origin: string, returnTo: Destination): Destination {
  return newFlowPath("login", origin, returnTo, { refresh: "true" });
}

export function settingsFlowPath(origin: string, returnTo: Destination): Destination {
  return newFlowPath("settings", origin, returnTo);
}

function newFlowPath(
  flow: "login" | "settings",
  origin: string,
  returnTo: Destination,
  parameters: Record<string, string> = {},
): Destination {
  // Absolute: Ory would resolve a relative one against its own default page.
  const return_to = new URL(returnTo, origin).href;
  return withQuery(`/self-service/${flow}/browser`, { ...parameters, return_to });
}

function withReturnTo(path: `/${string}`, returnTo: Destination | undefined): Destination {
  return returnTo === undefined ? sitePath(path) : withQuery(path, { return_to: returnTo });
}

function withQuery(path: `/${string}`, parameters: Record<string, string>): Destination {
  return sitePath(`${path}?${new URLSearchParams(parameters).toString()}`);
}
