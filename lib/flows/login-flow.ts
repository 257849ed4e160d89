import type { Flow, FlowNode } from "./schema";
import { flow as words } from "../words";

/**
 * Returns a login flow whose address field can be used. Ory leaves it in two states where it can't:
 * hidden, after "no such account", where nobody could correct what they typed; and empty in a
 * refresh, where everybody knows who it is (`email`, of the session that is to be refreshed).
 */
export function withUsableIdentifier(flow: Flow, email: string | undefined): Flow {
  if (flow.state !== "choose_method" || flow.requested_aal === "aal2") return flow;
  const nodes = flow.ui.nodes.map((node) => asField(node, flow.refresh ? email : undefined));
  return { ...flow, ui: { ...flow.ui, nodes } };
}

function asField(node: FlowNode, email: string | undefined): FlowNode {
  if (node.type !== "input" || node.attributes.name !== "identifier") return node;
  return {
    ...node,
    meta: { label: node.meta.label ?? { id: 1070004, type: "info", text: words.address } },
    attributes: {
      ...node.attributes,
      type: node.attributes.type === "hidden" ? "text" : node.attributes.type,
      value: node.attributes.value || email,
      autocomplete: node.attributes.autocomplete ?? "username",
    },
  };
}
