import "server-only";
import { flowSchema } from "../flows/schema";
import { ory, withTimeout } from "../ory/client";

const secondFactorGroups = ["totp", "lookup_secret", "webauthn", "code"];

/** Returns whether there is a second factor: without one, Ory's second step has no method. */
export async function secondFactor(cookie: string): Promise<"available" | "none" | "unavailable"> {
  try {
    const { data } = await ory().createBrowserLoginFlow({ aal: "aal2", cookie }, withTimeout());
    const { nodes } = flowSchema.parse(data).ui;
    return nodes.some(({ group }) => secondFactorGroups.includes(group)) ? "available" : "none";
  } catch {
    return "unavailable";
  }
}
