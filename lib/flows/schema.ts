import { z } from "zod";
import { oryTexts } from "../words/ory";
import type { TraitField } from "./trait-fields";

// Ory's self-service flows, as far as this app renders them. An unknown node keeps only its texts.
// https://www.ory.com/docs/kratos/concepts/ui-user-interface
const text = z
  .object({
    id: z.number(),
    text: z.string(),
    type: z.string(),
    context: z.record(z.string(), z.unknown()).optional(),
  })
  .transform((given) => {
    const ours = oryTexts[given.id] ?? given.text;
    return { ...given, text: typeof ours === "string" ? ours : ours(given.context ?? {}) };
  });

/** Go may encode an empty list as `null`. */
const texts = z
  .array(text)
  .nullish()
  .transform((list) => list?.filter((item) => item.text !== "") ?? []);

const node = {
  group: z.string(),
  messages: texts,
  meta: z.object({ label: text.optional() }).default({}),
};

const scalar = z.union([z.string(), z.number(), z.boolean()]);

const inputNode = z.object({
  ...node,
  type: z.literal("input"),
  attributes: z.object({
    name: z.string(),
    type: z.string(),
    // A field can't show the value of an array trait.
    value: scalar.nullish().catch(undefined),
    required: z.boolean().optional(),
    disabled: z.boolean().optional(),
    autocomplete: z.string().optional(),
    pattern: z.string().optional(),
    maxlength: z.number().optional(),
    onclickTrigger: z.string().optional(),
    onloadTrigger: z.string().optional(),
    /** For a trait with an `enum`. Only later Kratos versions send it. */
    options: z
      .array(z.object({ value: scalar, label: text.optional() }))
      .optional()
      .catch(undefined),
  }),
});

const imageNode = z.object({
  ...node,
  type: z.literal("img"),
  attributes: z.object({ src: z.string(), width: z.number(), height: z.number() }),
});

const textNode = z.object({
  ...node,
  type: z.literal("text"),
  attributes: z.object({ id: z.string(), text }),
});

const linkNode = z.object({
  ...node,
  type: z.literal("a"),
  attributes: z.object({ href: z.string(), title: text }),
});

const scriptNode = z.object({
  ...node,
  type: z.literal("script"),
  attributes: z.object({ src: z.string() }),
});

const knownNode = z.discriminatedUnion("type", [
  inputNode,
  imageNode,
  textNode,
  linkNode,
  scriptNode,
]);

const otherNode = z
  .object(node)
  .transform((words) => ({ ...words, type: "other" as const, attributes: {} }));

export const flowSchema = z.object({
  id: z.string(),
  /** The address that began the flow, with its query. */
  request_url: z.string().optional(),
  state: z.string().optional(),
  return_to: z.string().optional(),
  /** Login only: a signed-in person confirms their sign-in. */
  refresh: z.boolean().optional(),
  /** Login only: `aal2` for the second step. */
  requested_aal: z.string().optional(),
  active: z.string().optional(),
  /** Registration only, if the flow was begun for a certain schema. */
  identity_schema: z.string().optional(),
  /** Settings only: the identity before the form was sent. */
  identity: z
    .object({ schema_id: z.string(), traits: z.record(z.string(), z.unknown()).catch({}) })
    .optional(),
  ui: z.object({
    action: z.string(),
    method: z.string(),
    messages: texts,
    nodes: z
      .array(knownNode.or(otherNode).or(z.unknown().transform(() => undefined)))
      .transform((nodes) => nodes.filter((item) => item !== undefined)),
  }),
});

/** A trait's node, with its field from the identity schema (`trait-nodes.ts`). */
export interface TraitNode {
  type: "trait";
  group: string;
  messages: FlowText[];
  meta: { label?: FlowText | undefined };
  attributes: { disabled?: boolean; autocomplete?: string | undefined };
  field: TraitField;
  value: unknown;
}

type OrysFlow = z.infer<typeof flowSchema>;
export type FlowNode = OrysFlow["ui"]["nodes"][number] | TraitNode;
export type Flow = Omit<OrysFlow, "ui"> & {
  ui: Omit<OrysFlow["ui"], "nodes"> & { nodes: FlowNode[] };
};
export type InputNode = z.infer<typeof inputNode>;
export type FlowText = z.infer<typeof text>;
