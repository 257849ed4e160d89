import type { Flow, FlowNode, InputNode } from "@/lib/flows/schema";
import type { FlowType } from "@/lib/flows/flows";

/** One HTML form of a flow. Ory accepts each on its own. */
export interface GroupForm {
  group: string;
  nodes: FlowNode[];
}

/** Groups whose buttons lead to another site. */
export const providers = ["oidc", "saml"];

/** These need no other fields, so they get their own form. */
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
 * Returns a flow's forms. Signing in or up is one form, so that typed values serve every button.
 * Settings and second steps have one form per method. Each form gets the CSRF token.
 */
export function groupForms(flow: Flow, type: FlowType): GroupForm[] {
  const separate = type === "settings" || flow.requested_aal === "aal2";
  const hidden = flow.ui.nodes.filter((node) => node.group === "default" && isHidden(node));
  const nodes = flow.ui.nodes.filter((node) => node.type !== "script" && !hidden.includes(node));
  const alone = apart[type] ?? [];
  // Fields without a button of their own go with the remaining buttons, such as a provider's.
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

/** Fields come first, then the main button, because Enter presses the first one. */
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
