import type { Flow } from "../../lib/flows/schema";
import { socialOrigins } from "../../lib/server/social";
import type { Setup } from "../local/setup";
import { type Finding, orRight, unchecked, wrong } from "./finding";
import { fieldsOf, locationOf, postForm } from "./flows";
import type { Ory } from "./ory";
import type { Visitor } from "./visitor";

/**
 * Checks that the app's CSP allows every social provider that Ory offers. Submits each button of
 * the visitor's flow without following the redirect.
 */
export async function socialFindings(
  visitor: Visitor,
  flow: Flow,
  ory: Pick<Ory, "url">,
  setup: Pick<Setup, "allowedReturnOrigins" | "variables">,
): Promise<Finding[]> {
  const providers = fieldsOf(flow).flatMap(({ group, name, value }) =>
    group === "oidc" && name === "provider" && typeof value === "string" ? [value] : [],
  );
  if (providers.length === 0) return [unchecked("social", "Ory offers no social sign-in")];
  const allowed = [...socialOrigins(setup.variables), ...setup.allowedReturnOrigins];
  const problems: Finding[] = [];
  for (const provider of providers) {
    const url = locationOf(await postForm(visitor, ory.url, flow, { provider }), ory.url);
    // Ory's errors redirect to a page of the app, without a client_id.
    if (!url?.searchParams.has("client_id")) {
      problems.push(unchecked("social", `Ory's button for ${provider} leads to no provider`));
    } else if (!allowed.includes(url.origin)) {
      problems.push(wrong("social")`
        Signing in with ${provider} leads to ${url.origin}, where the app's forms may not lead
        The button does nothing: the browser's policy stops it (form-action).
        For Google, GitHub and OIDC_ISSUER set the app's variable of .env.example. For others add ${url.origin} to SOCIAL_SIGN_IN_ORIGINS.`);
    }
  }
  return orRight("social", problems, `The app's forms may lead to ${providers.join(", ")}`);
}
