import { oryConfig } from "../ory/config";

// Every `returnTo` here has to be a decided one: lib/return-to/return-to.ts says where it may lead.

/** How a session check can end without a session. */
export type NoSession = "anonymous" | "aal2_required" | "unavailable";

/** Returns where a page without a session leads; all of it comes back to `returnTo`. */
export function wayOut(outcome: NoSession, origin: string, returnTo: string): string {
  switch (outcome) {
    case "anonymous":
      return loginPath(returnTo);
    case "aal2_required":
      return secondFactorPath(origin, returnTo);
    case "unavailable":
      return unavailablePath(returnTo);
  }
}

/** Returns the login page's address. */
export function loginPath(returnTo: string): string {
  return withReturnTo(oryConfig.project.login_ui_url, returnTo);
}

/** Returns the address of the page that says Ory can't be reached and offers a retry. */
export function unavailablePath(returnTo: string): string {
  return withReturnTo("/unavailable", returnTo);
}

/** Returns the address of the page that says what the first proof of an address removed. */
export function addressConfirmedPath(returnTo: string): string {
  return withReturnTo("/auth/confirmed", returnTo);
}

/** Returns the address of the page that leads people without a second factor to set one up. */
export function setUpSecondFactorPath(returnTo: string): string {
  return withReturnTo("/settings/second-factor", returnTo);
}

/**
 * Returns the address of Ory's second step. The one that Ory's own 403 names lacks the
 * `return_to`, and the plain login page would only say "already signed in".
 */
export function secondFactorPath(origin: string, returnTo: string): string {
  return flowPath("login", origin, returnTo, { aal: "aal2" });
}

/** Returns the address that has someone who is signed in prove it again. */
export function refreshPath(origin: string, returnTo: string): string {
  return flowPath("login", origin, returnTo, { refresh: "true" });
}

/** Returns the address that begins a settings flow which goes on to `returnTo` once it is done. */
export function settingsFlowPath(origin: string, returnTo: string): string {
  return flowPath("settings", origin, returnTo);
}

function flowPath(
  flow: "login" | "settings",
  origin: string,
  returnTo: string,
  parameters: Record<string, string> = {},
): string {
  // Absolute: Ory would resolve a relative one against its own default page.
  const return_to = new URL(returnTo, origin).toString();
  const query = new URLSearchParams({ ...parameters, return_to });
  return `/self-service/${flow}/browser?${query.toString()}`;
}

function withReturnTo(path: string, returnTo: string): string {
  return `${path}?${new URLSearchParams({ return_to: returnTo }).toString()}`;
}
