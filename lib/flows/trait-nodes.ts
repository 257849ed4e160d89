import type { Flow, FlowNode, InputNode, TraitNode } from "./schema";
import { type TraitField, traitFields } from "./trait-fields";
import * as form from "./trait-form";

/**
 * Returns a flow with one typed node per trait, plus a hidden field with the form's types. Ory's
 * own nodes can't express lists, choices or `null`.
 */
export function withTraits(flow: Flow, identitySchema: unknown): Flow {
  const inputs = flow.ui.nodes.filter(isTrait);
  const described = inputs.length > 0 ? traitFields(identitySchema) : [];
  if (described.length === 0) return flow;

  const entered = valuesOf(inputs);
  const before = flow.identity?.traits ?? entered;
  const fields = described.map((field) => suited(field, before, entered));
  const hidden: InputNode = {
    type: "input",
    group: flow.identity ? "profile" : "default",
    messages: [],
    meta: {},
    attributes: {
      name: form.traitFormName,
      type: "hidden",
      value: form.writeTraitForm(before, fields),
    },
  };
  const texts = new Set(fields.filter(({ kind }) => kind === "text").map(form.fieldName));
  // In the last step of sign-up all traits are hidden: they are sent along, not edited.
  const visible = inputs.some((node) => !isHidden(node));
  const traits = (visible ? fields : []).flatMap((field): TraitNode[] => {
    const own = inputs.filter(({ attributes }) => isOf(field, attributes.name));
    const node = own.find(({ attributes }) => attributes.name === form.fieldName(field));
    const value = form.valueAt(field.kind === "fixed" ? before : entered, field.path);
    const messages = own.flatMap((one) => one.messages);
    if (node && isHidden(node)) return [];
    if (field.kind === "fixed" && value === undefined && messages.length === 0) return [];
    const { disabled, autocomplete } = node?.attributes ?? {};
    return [
      {
        type: "trait",
        group: hidden.group,
        messages,
        meta: { label: node?.meta.label },
        attributes: { disabled, autocomplete },
        field,
        value,
      },
    ];
  });
  const shown = (name: string) => traits.some(({ field }) => isOf(field, name));
  const place = flow.ui.nodes.findIndex(isTrait);
  // A passkey may take its name from a hidden text. The hidden field covers the other traits.
  const others = flow.ui.nodes.filter(
    (node) => !isTrait(node) || (isHidden(node) && texts.has(node.attributes.name)),
  );
  return {
    ...flow,
    ui: {
      ...flow.ui,
      messages: [
        ...flow.ui.messages,
        ...inputs.flatMap(({ attributes, messages }) => (shown(attributes.name) ? [] : messages)),
      ],
      nodes: [...others.slice(0, place), hidden, ...traits, ...others.slice(place)],
    },
  };
}

export function isTrait(node: FlowNode): node is InputNode {
  return node.type === "input" && /^traits(\.|$)/.test(node.attributes.name);
}

function isHidden({ attributes }: InputNode): boolean {
  return attributes.type === "hidden";
}

export function isOf(field: TraitField, name: string): boolean {
  return `${name}.`.startsWith(`${form.fieldName(field)}.`);
}

/** Returns a field that can show the current value: `fixed` if its own kind can't. */
function suited(field: TraitField, before: unknown, entered: unknown): TraitField {
  const value = form.valueAt(before, field.path);
  if (field.kind === "time") {
    const { zone } = form.localTime(form.valueAt(entered, field.path) ?? value);
    return { ...field, zone };
  }
  const isList = field.kind === "list" || field.kind === "choices";
  const fits = isList ? form.fitsLines(value) : typeof value !== "object" || value === null;
  return fits ? field : { ...field, kind: "fixed" };
}

/** Returns the traits that Ory has split up: `traits.hobbies.0` is the first entry of a list. */
function valuesOf(inputs: InputNode[]): Record<string, unknown> {
  const values = inputs
    .filter(({ attributes }) => attributes.value !== undefined && attributes.value !== null)
    .reduce((sum: Record<string, unknown>, { attributes }) => {
      const path = attributes.name.split(/(?<!\\)\./).map((key) => key.replaceAll("\\.", "."));
      return form.put(sum, path.slice(1), attributes.value);
    }, {});
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, withLists(value)]));
}

function withLists(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, inside]) => [key, withLists(inside)] as const);
  return entries.every(([key], index) => key === String(index))
    ? entries.map(([, inside]) => inside)
    : Object.fromEntries(entries);
}
