import type { Flow, FlowNode, FlowText, InputNode } from "./schema";
import { traitFields } from "./trait-fields";
import { flow as words } from "../words";

interface Known {
  identifier?: string | undefined;
  /** Used if Ory only says "ID". */
  label: string;
}

/** The id of Ory's label for a field that takes several identifiers. */
const anyIdentifier = 1070004;

/**
 * Returns a login flow with a usable identifier field and passkey button. Ory hides the field after
 * "no such account", leaves it empty in a refresh, and sends no button in identifier-first login.
 */
export function withUsableIdentifier(flow: Flow, known: Known): Flow {
  if (flow.state !== "choose_method" || flow.requested_aal === "aal2") return flow;
  const identifier = flow.refresh ? known.identifier : undefined;
  const passkeys = flow.ui.nodes.some(({ attributes }) => nameOf(attributes) === challenge);
  const hasButton = flow.ui.nodes.some(({ attributes }) => nameOf(attributes) === trigger);
  const nodes = flow.ui.nodes.map((node) => asField(node, { ...known, identifier }, passkeys));
  if (passkeys && !hasButton) nodes.push(passkeyButton);
  return { ...flow, ui: { ...flow.ui, nodes } };
}

const challenge = "passkey_challenge";
const trigger = "passkey_login_trigger";

const passkeyButton: InputNode = {
  type: "input",
  group: "passkey",
  messages: [],
  meta: { label: { id: 1010021, type: "info", text: words.passkey } },
  attributes: { name: trigger, type: "button", onclickTrigger: "oryPasskeyLogin" },
};

function nameOf(attributes: object): unknown {
  return "name" in attributes ? attributes.name : undefined;
}

function asField(node: FlowNode, { identifier, label }: Known, passkeys: boolean): FlowNode {
  if (node.type !== "input" || node.attributes.name !== "identifier") return node;
  const text: FlowText = { id: anyIdentifier, type: "info", text: label };
  const { meta, attributes } = node;
  return {
    ...node,
    meta: { label: meta.label && meta.label.id !== anyIdentifier ? meta.label : text },
    attributes: {
      ...attributes,
      type: attributes.type === "hidden" ? "text" : attributes.type,
      value: attributes.value || identifier,
      // Browsers suggest passkeys only with "webauthn".
      autocomplete: attributes.autocomplete ?? (passkeys ? "username webauthn" : "username"),
    },
  };
}

/** Returns what an identity schema lets people sign in with, such as "Email or User name". */
export function identifierLabel(identitySchema: unknown): string {
  const fields = traitFields(identitySchema).filter(({ identifier }) => identifier);
  const titles = fields.map(({ title, path }) => title ?? path.at(-1) ?? "");
  return titles.length > 0 ? titles.join(words.orIdentifier) : words.identifier;
}
