import type { Flow, FlowNode, InputNode } from "@/lib/flows/schema";
import type { FlowType } from "@/lib/flows/flows";

/** One HTML form of a flow: Ory takes each on its own. */
export interface GroupForm {
  /** The group that the form is about: `password`, `totp`, … */
  group: string;
  nodes: FlowNode[];
}

/** Groups whose buttons lead to another site: a social provider's, an organization's. */
export const providers = ["oidc", "saml"];

/** These need no field of the others, and so have a form of their own beside it. */
const apart: Partial<Record<FlowType, string[]>> = {
  login: [...providers, "passkey"],
  registration: providers,
};

const order = [
  ...providers,
  "shared",
  "profile",
  "password",
  "code",
  "passkey",
  "webauthn",
  "totp",
  "lookup_secret",
];

/**
 * Splits a flow's nodes into forms. Signing in and up is one form with several buttons, so that
 * what was typed serves each of them; a settings flow, and a second step, has one form a method.
 * Each form carries the flow's hidden fields (the CSRF token among them).
 */
export function groupForms(flow: Flow, type: FlowType): GroupForm[] {
  const separate = type === "settings" || flow.requested_aal === "aal2";
  const hidden = flow.ui.nodes.filter((node) => node.group === "default" && isHidden(node));
  const nodes = flow.ui.nodes.filter((node) => node.type !== "script" && !hidden.includes(node));
  const alone = apart[type] ?? [];
  // Fields without a button of their own are for those that there are, such as a provider's.
  const common = nodes.filter(({ group }) => !alone.includes(group));
  const orphaned = common.some((node) => !isHidden(node)) && !common.some(isButton);
  const passkeys = alone.includes("passkey") && nodes.some(({ group }) => group === "passkey");
  const joined = orphaned ? (passkeys ? ["passkey"] : alone) : [];
  const forms = new Map<string, FlowNode[]>();
  for (const node of nodes) {
    const shared = !separate && (!alone.includes(node.group) || joined.includes(node.group));
    const group = shared ? "shared" : node.group;
    forms.set(group, [...(forms.get(group) ?? []), node]);
  }
  return [...forms]
    .filter(([, inForm]) => !inForm.every(isHidden))
    .map(([group, inForm]) => ({ group, nodes: [...hidden, ...byPurpose(inForm)] }))
    .sort((a, b) => rank(a.group) - rank(b.group));
}

export function isHidden(node: FlowNode): node is InputNode {
  return node.type === "input" && node.attributes.type === "hidden";
}

export function isButton(node: FlowNode): node is InputNode {
  return node.type === "input" && ["submit", "button"].includes(node.attributes.type);
}

/**
 * Fields before buttons; among the buttons the one that goes on comes first: it is what Enter
 * presses. "Send a code" beside a password field is another way, "resend" and "back" are no way on.
 */
function byPurpose(nodes: FlowNode[]): FlowNode[] {
  const password = nodes.some(({ group }) => group === "password");
  const weight = (node: FlowNode) => {
    if (!isButton(node)) return 0;
    if (node.attributes.name === "screen") return 4;
    if (node.attributes.type === "button") return 2;
    if (node.attributes.name !== "method") return 3;
    return password && node.group !== "password" ? 2 : 1;
  };
  return [...nodes].sort((a, b) => weight(a) - weight(b));
}

function rank(group: string): number {
  const index = order.indexOf(group);
  return index === -1 ? order.length : index;
}
