import "server-only";
import { withParameters } from "./page";
import type { Flow } from "./schema";
import { isUnder } from "../ory/paths";
import { safeReturnTo } from "../return-to/request";

/**
 * Returns a flow whose links lead where a `return_to` may. Where a flow ends, its link and the
 * action of its form are its `return_to`, and Ory takes one that only begins like an allowed
 * address (`http://localhost:3000@…`). Ory's own next steps on this app's `origin` stay; the forms'
 * gets what the page keeps.
 */
export function withDecidedLinks(
  flow: Flow,
  origin: string,
  keeps: Readonly<Record<string, string>> = {},
): Flow {
  const decide = (url: string) => (isOrysStep(url, origin) ? url : safeReturnTo(url));
  const action = isOrysStep(flow.ui.action, origin)
    ? withParameters(flow.ui.action, keeps)
    : safeReturnTo(flow.ui.action);
  const nodes = flow.ui.nodes.map((node) => {
    if (node.type !== "a") return node;
    return { ...node, attributes: { ...node.attributes, href: decide(node.attributes.href) } };
  });
  return { ...flow, ui: { ...flow.ui, nodes, action } };
}

function isOrysStep(href: string, origin: string): boolean {
  if (!URL.canParse(href)) return false;
  const url = new URL(href);
  return url.origin === origin && !url.username && isUnder(url.pathname, "/self-service");
}
