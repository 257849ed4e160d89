import type { Flow, FlowNode, FlowText, InputNode } from "./schema";
import { traitFields } from "./trait-fields";
import { flow as words } from "../words";

interface Known {
  /** What the person signs in with whose session is to be refreshed. */
  identifier?: string | undefined;
  /** What the field is called where Ory says nothing but "ID". */
  label: string;
}

/** Ory's label of a field that takes several identifiers. */
const anyIdentifier = 1070004;

/**
 * Returns a login flow whose identifier field and passkeys can be used. Ory leaves the field in two
 * states where it can't: hidden, after "no such account", where nobody could correct what they typed;
 * and empty in a refresh, where everybody knows who it is. Where the identifier comes first, Ory
 * prepares a passkey request and offers no button for it.
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

/** As Ory sends it where the identifier doesn't come first. */
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
      // Only with "webauthn" do browsers suggest passkeys.
      autocomplete: attributes.autocomplete ?? (passkeys ? "username webauthn" : "username"),
    },
  };
}

/** Returns what people can sign in with by an identity schema: "Email or User name". */
export function identifierLabel(identitySchema: unknown): string {
  const fields = traitFields(identitySchema).filter(({ identifier }) => identifier);
  const titles = fields.map(({ title, path }) => title ?? path.at(-1) ?? "");
  return titles.length > 0 ? titles.join(words.orIdentifier) : words.identifier;
}
