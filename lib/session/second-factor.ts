import "server-only";
import { flowSchema } from "../flows/schema";
import { ory, withTimeout } from "../ory/client";

const secondFactorGroups = ["totp", "lookup_secret", "webauthn", "code"];

/**
 * Tells whether the account behind these cookies has a second factor. A session does not say, so
 * Ory is asked for a second step: without a factor, that flow has no method in it.
 */
export async function secondFactor(cookie: string): Promise<"available" | "none" | "unavailable"> {
  try {
    const { data } = await ory().createBrowserLoginFlow({ aal: "aal2", cookie }, withTimeout());
    const { nodes } = flowSchema.parse(data).ui;
    return nodes.some(({ group }) => secondFactorGroups.includes(group)) ? "available" : "none";
  } catch {
    return "unavailable";
  }
}
