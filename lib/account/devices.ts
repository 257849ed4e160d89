import "server-only";
import bowser from "bowser";
import { headers } from "next/headers";
import { z } from "zod";
import { env } from "../server/env";
import { devices as words } from "../words";
import { ory, withTimeout } from "../ory/client";
import { sessionSchema } from "../session/schema";

export interface Device {
  sessionId: string;
  /** Browser and system, such as "Firefox on Windows". */
  name: string;
  /** As reported to Ory. Undefined if unknown. */
  address: string | undefined;
  signedInAt: string;
}

// Ory's list omits the identity.
const deviceSessionSchema = sessionSchema.pick({ id: true, authenticated_at: true, devices: true });

export function describeDevice(session: z.infer<typeof deviceSessionSchema>): Device {
  // The newest entry: a session used on several networks has several.
  const device = session.devices.at(-1);
  return {
    sessionId: session.id,
    name: browserName(device?.user_agent ?? ""),
    // Without a trusted proxy, Ory only sees this app's own address.
    address: env().trustedProxyHops > 0 ? withoutPort(device?.ip_address) : undefined,
    signedInAt: session.authenticated_at,
  };
}

/** Go includes the port: `203.0.113.7:49386`, `[2001:db8::1]:49386`. */
function withoutPort(address: string | null | undefined): string | undefined {
  if (!address) return undefined;
  return /^\[(.+)\]:\d+$/.exec(address)?.[1] ?? /^([^:]+):\d+$/.exec(address)?.[1] ?? address;
}

export async function thisBrowser(): Promise<string> {
  return browserName((await headers()).get("user-agent") ?? "");
}

function browserName(userAgent: string): string {
  if (!userAgent) return words.unknown;
  const { browser, os } = bowser.parse(userAgent);
  if (browser.name && os.name) return words.browserOn(browser.name, os.name);
  return browser.name || os.name || words.unknown;
}

/** Returns the person's other devices, newest sign-in first, or undefined if Ory can't be asked. */
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

/** Revokes one of the person's other sessions, or all. Returns true if they are gone. */
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
