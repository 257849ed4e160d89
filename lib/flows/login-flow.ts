import type { Flow, FlowNode, FlowText } from "./schema";
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
 * Returns a login flow whose identifier field can be used. Ory leaves it in two states where it
 * can't: hidden, after "no such account", where nobody could correct what they typed; and empty in
 * a refresh, where everybody knows who it is.
 */
export function withUsableIdentifier(flow: Flow, known: Known): Flow {
  if (flow.state !== "choose_method" || flow.requested_aal === "aal2") return flow;
  const identifier = flow.refresh ? known.identifier : undefined;
  const nodes = flow.ui.nodes.map((node) => asField(node, { ...known, identifier }));
  return { ...flow, ui: { ...flow.ui, nodes } };
}

function asField(node: FlowNode, { identifier, label }: Known): FlowNode {
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
      autocomplete: attributes.autocomplete ?? "username",
    },
  };
}

/** Returns what people can sign in with by an identity schema: "Email or User name". */
export function identifierLabel(identitySchema: unknown): string {
  const fields = traitFields(identitySchema).filter(({ identifier }) => identifier);
  const titles = fields.map(({ title, path }) => title ?? path.at(-1) ?? "");
  return titles.length > 0 ? titles.join(words.orIdentifier) : words.identifier;
}
