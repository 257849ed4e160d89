import "server-only";
import bowser from "bowser";
import { headers } from "next/headers";
import { z } from "zod";
import { env } from "../server/env";
import { devices as words } from "../words";
import { ory, withTimeout } from "../ory/client";
import { sessionSchema } from "../session/schema";

/** What `/settings/sessions` shows of a session, and no more. */
export interface Device {
  sessionId: string;
  /** Browser and system in words: "Firefox on Windows". */
  name: string;
  /** As Ory was told; nothing where it does not know. */
  address: string | undefined;
  /** When this device signed in, ISO 8601. */
  signedInAt: string;
}

// Ory's list leaves the identity out: it is the person's own.
const deviceSessionSchema = sessionSchema.pick({ id: true, authenticated_at: true, devices: true });

/** Returns the device of one session in words. */
export function describeDevice(session: z.infer<typeof deviceSessionSchema>): Device {
  // The newest entry: a session that moved to another network has several.
  const device = session.devices.at(-1);
  return {
    sessionId: session.id,
    name: browserName(device?.user_agent ?? ""),
    // Unless a proxy in front tells, all that Ory can see is this app's own address.
    address: env().trustedProxyHops > 0 ? withoutPort(device?.ip_address) : undefined,
    signedInAt: session.authenticated_at,
  };
}

/** Go writes an address with its port: `203.0.113.7:49386`, `[2001:db8::1]:49386`. */
function withoutPort(address: string | null | undefined): string | undefined {
  if (!address) return undefined;
  return /^\[(.+)\]:\d+$/.exec(address)?.[1] ?? /^([^:]+):\d+$/.exec(address)?.[1] ?? address;
}

/** Returns the browser and system that make this request, in words. */
export async function thisBrowser(): Promise<string> {
  return browserName((await headers()).get("user-agent") ?? "");
}

function browserName(userAgent: string): string {
  if (!userAgent) return words.unknown;
  const { browser, os } = bowser.parse(userAgent);
  if (browser.name && os.name) return words.browserOn(browser.name, os.name);
  return browser.name || os.name || words.unknown;
}

/**
 * Returns the person's other signed-in devices (not the one of these cookies), the newest sign-in
 * first; nothing when Ory can't be asked.
 *
 * @see https://www.ory.com/docs/reference/api#tag/frontend/operation/listMySessions
 */
export async function otherDevices(cookie: string): Promise<Device[] | undefined> {
  try {
    const { data } = await ory().listMySessions({ cookie, perPage: 250 }, withTimeout());
    return z
      .array(deviceSessionSchema)
      .parse(data)
      .map(describeDevice)
      .sort((a, b) => Date.parse(b.signedInAt) - Date.parse(a.signedInAt));
  } catch {
    return undefined;
  }
}

/**
 * Signs out one of the person's other devices, or all of them. Tells whether Ory did it; a session
 * that is over already counts as done.
 */
export async function signOutDevices(cookie: string, sessionId?: string): Promise<boolean> {
  const options = { ...withTimeout(), validateStatus: () => true };
  try {
    const { status } = sessionId
      ? await ory().disableMySession({ id: sessionId, cookie }, options)
      : await ory().disableMyOtherSessions({ cookie }, options);
    return [200, 204, 404].includes(status);
  } catch {
    return false;
  }
}
