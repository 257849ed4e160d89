import { socialOrigins } from "../../lib/server/social";
import { type Finding, orRight, unchecked, wrong } from "./finding";
import { type Flow, valueOf } from "./flows";
import type { Ory } from "./ory";
import type { Setup } from "./setup";
import type { Visitor } from "./visitor";

/**
 * Every social provider that Ory offers has to be one that the app's forms may lead to. Each button of
 * the flow, which `visitor` began, is pressed; where it leads is not followed.
 */
export async function socialFindings(
  visitor: Visitor,
  flow: Flow,
  ory: Pick<Ory, "url">,
  setup: Pick<Setup, "allowedReturnOrigins" | "variables">,
): Promise<Finding[]> {
  const providers = flow.ui.nodes.flatMap(({ group, attributes: { name, value } }) =>
    group === "oidc" && name === "provider" && typeof value === "string" ? [value] : [],
  );
  if (providers.length === 0) return [unchecked("social", "Ory offers no social sign-in")];
  const allowed = [...socialOrigins(setup.variables), ...setup.allowedReturnOrigins];
  const problems: Finding[] = [];
  for (const provider of providers) {
    const origin = await leadsTo(visitor, flow, ory, provider);
    if (origin === undefined) {
      problems.push(unchecked("social", `Ory's button for ${provider} leads to no provider`));
    } else if (!allowed.includes(origin)) {
      problems.push(
        wrong("social", {
          says: `Signing in with ${provider} leads to ${origin}, where the app's forms may not lead`,
          notice: "The button does nothing: the browser's policy stops it (form-action).",
          mend: [
            `For Google, GitHub and OIDC_ISSUER set the app's variable of .env.example. For others add ${origin} to SOCIAL_SIGN_IN_ORIGINS.`,
          ],
        }),
      );
    }
  }
  return orRight("social", problems, `The app's forms may lead to ${providers.join(", ")}`);
}

async function leadsTo(
  visitor: Visitor,
  flow: Flow,
  ory: Pick<Ory, "url">,
  provider: string,
): Promise<string | undefined> {
  const { pathname, search } = new URL(flow.ui.action);
  const { headers } = await visitor.request(ory.url + pathname + search, {
    method: "POST",
    headers: { accept: "text/html", "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ csrf_token: valueOf(flow, "csrf_token"), provider }).toString(),
  });
  const location = headers.get("location");
  const url = location === null ? undefined : new URL(location, ory.url);
  // An error of Ory's leads to a page of the flow or of the error, none of which asks for a client.
  return url?.searchParams.has("client_id") ? url.origin : undefined;
}
