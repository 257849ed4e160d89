import "server-only";
import { flowSchema } from "../flows/schema";
import { ory, withTimeout } from "../ory/client";

const secondFactorGroups = ["totp", "lookup_secret", "webauthn", "code"];

// A session doesn't say whether the account has a second factor, so this begins Ory's second step:
// without a factor, that flow has no method.
export async function secondFactor(cookie: string): Promise<"available" | "none" | "unavailable"> {
  try {
    const { data } = await ory().createBrowserLoginFlow({ aal: "aal2", cookie }, withTimeout());
    const { nodes } = flowSchema.parse(data).ui;
    return nodes.some(({ group }) => secondFactorGroups.includes(group)) ? "available" : "none";
  } catch {
    return "unavailable";
  }
}
