import { oryConfig } from "../ory/config";
import { initParameters } from "../ory/init-parameters";
import { type Destination, sitePath } from "../return-to/return-to";

export type FlowType = "login" | "registration" | "recovery" | "verification" | "settings";

const pages: Record<FlowType, `/${string}`> = {
  login: oryConfig.project.login_ui_url,
  registration: oryConfig.project.registration_ui_url,
  recovery: oryConfig.project.recovery_ui_url,
  verification: oryConfig.project.verification_ui_url,
  settings: oryConfig.project.settings_ui_url,
};

// Kept in the addresses of a flow's page and its forms. Once Ory no longer returns the flow, only
// the address knows its kind and destination.
export const keptParameters = ["return_to", ...initParameters.keys(), "section", "changed"];

/** The app's own parameters, never sent to Ory. */
export const ownParameters = ["section", "notice", "again", "changed"];

/** A message that Ory's flow lacks. The texts are in `flow.notices`. */
export type Notice = "stale" | "failed" | "signed_in" | "verify_first";

export function flowPage(
  type: FlowType,
  parameters: Readonly<Record<string, string | null | undefined>> = {},
): Destination {
  return sitePath(withParameters(pages[type], parameters));
}

export function flowOfPage(pathname: string): FlowType | undefined {
  const types: FlowType[] = ["login", "registration", "recovery", "verification", "settings"];
  return types.find((type) => pages[type] === pathname);
}

export function kept(read: (name: string) => string | null | undefined): Record<string, string> {
  const found = keptParameters.map((name) => [name, read(name) ?? ""] as const);
  return Object.fromEntries(found.filter(([, value]) => value !== ""));
}

export function withParameters<Address extends string>(
  address: Address,
  parameters: Readonly<Record<string, string | null | undefined>>,
): Address {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) if (value) query.set(name, value);
  if (query.size === 0) return address;
  return `${address}${address.includes("?") ? "&" : "?"}${query.toString()}` as Address;
}

/**
 * Returns the path that finishes a settings change after a re-authentication: the only `return_to`
 * below `/self-service` that is allowed. Ory may name it on its own address, so that is in `bases`.
 */
export function unfinishedChange(value: string, bases: readonly string[]): string | undefined {
  const path = /^\/self-service\/settings\?flow=[\w-]+$/;
  const base = ["", ...bases].find(
    (url) => value.startsWith(url) && path.test(value.slice(url.length)),
  );
  return base === undefined ? undefined : value.slice(base.length);
}
