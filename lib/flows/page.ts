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

/**
 * What a flow's page keeps in its own address, and its forms in theirs: once Ory no longer gives the
 * flow, only the address knows which flow it was and where it was to lead.
 */
export const keptParameters = ["return_to", ...initParameters.keys(), "section", "changed"];

/** The app's own parameters. Ory never gets them. */
export const ownParameters = ["section", "notice", "again", "changed"];

/** What a page can have to say that Ory's flow does not: the words are in `flow.notices`. */
export type Notice = "stale" | "failed" | "signed_in" | "verify_first";

/** Returns the address of a flow's page; what is `undefined` or empty is left out. */
export function flowPage(
  type: FlowType,
  parameters: Readonly<Record<string, string | null | undefined>> = {},
): Destination {
  return sitePath(withParameters(pages[type], parameters));
}

/** Returns the flow whose page is at `pathname`. */
export function flowOfPage(pathname: string): FlowType | undefined {
  const types: FlowType[] = ["login", "registration", "recovery", "verification", "settings"];
  return types.find((type) => pages[type] === pathname);
}

/** Returns the kept parameters among those of an address. */
export function kept(read: (name: string) => string | null | undefined): Record<string, string> {
  const found = keptParameters.map((name) => [name, read(name) ?? ""] as const);
  return Object.fromEntries(found.filter(([, value]) => value !== ""));
}

/** Returns an address with parameters added to those that it has. */
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
 * Returns the address of Ory's that finishes a change of settings after a re-authentication: the one
 * `return_to` below `/self-service` that passes. Ory names it on its own address where it does not
 * know the app's.
 */
export function unfinishedChange(value: string, bases: readonly string[]): string | undefined {
  const path = /^\/self-service\/settings\?flow=[\w-]+$/;
  const base = ["", ...bases].find(
    (url) => value.startsWith(url) && path.test(value.slice(url.length)),
  );
  return base === undefined ? undefined : value.slice(base.length);
}
