import "server-only";
import { withParameters } from "./page";
import type { Flow } from "./schema";
import { isUnder } from "../ory/paths";
import { env } from "../server/env";
import { safeReturnTo } from "../return-to/request";

/**
 * Returns a flow whose links pass the `return_to` check and whose form posts to this app, else
 * throws. Security: a finished flow's link and action are its `return_to`, and Ory accepts one that
 * only starts like an allowed address (`http://localhost:3000@…`).
 */
export function withDecidedLinks(
  flow: Flow,
  origin: string,
  keeps: Readonly<Record<string, string>> = {},
): Flow {
  const decide = (url: string) => orysStep(url, origin) ?? safeReturnTo(url);
  const step = orysStep(flow.ui.action, origin);
  if (step === undefined && flow.ui.method.toUpperCase() === "POST") {
    throw new Error(
      `Ory's forms post to ${flow.ui.action}, which is not this app: set Ory's ` +
        `serve.public.base_url to an address in APP_URL, or to NEXT_PUBLIC_ORY_SDK_URL.`,
    );
  }
  const action = step ? withParameters(step, keeps) : safeReturnTo(flow.ui.action);
  const nodes = flow.ui.nodes.map((node) => {
    if (node.type !== "a") return node;
    return { ...node, attributes: { ...node.attributes, href: decide(node.attributes.href) } };
  });
  return { ...flow, ui: { ...flow.ui, nodes, action } };
}

/** Returns the address at `origin` of one of Ory's next steps on this app. */
function orysStep(href: string, origin: string): string | undefined {
  if (!URL.canParse(href)) return undefined;
  const url = new URL(href);
  const own = env().appOrigins.includes(url.origin) && !url.username;
  return own && isUnder(url.pathname, "/self-service")
    ? origin + url.pathname + url.search
    : undefined;
}
