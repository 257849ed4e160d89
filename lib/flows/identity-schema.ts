import "server-only";
import type { Flow } from "./schema";
import { type TraitField, traitFields } from "./trait-fields";
import { isOf, isTrait } from "./trait-nodes";
import { identitySchemas } from "../ory/schemas";

export async function schemaOf(flow: Flow): Promise<unknown> {
  const id = flow.identity?.schema_id ?? flow.identity_schema;
  if (id) return schemaNamed(id);
  // Without traits, a new schema can't be recognized.
  return (await find(flow)) ?? (flow.ui.nodes.some(isTrait) ? find(flow, "anew") : undefined);
}

export async function schemaNamed(id: string | undefined): Promise<unknown> {
  const named = (all: { id: string; schema?: unknown }[]) => all.find((one) => one.id === id);
  return (named(await identitySchemas()) ?? named(await identitySchemas("anew")))?.schema;
}

// Sign-up doesn't name Ory's default schema, so this returns the smallest one that fits the form's
// traits. In the last step they are hidden, and empty ones are missing.
async function find(flow: Flow, when?: "anew"): Promise<unknown> {
  const schemas = await identitySchemas(when);
  const inputs = flow.ui.nodes.filter(isTrait);
  if (inputs.length === 0) return schemas.length === 1 ? schemas[0]?.schema : undefined;
  const isThere = (field: TraitField) => inputs.some((node) => isOf(field, node.attributes.name));
  const all = inputs.some(({ attributes }) => attributes.type !== "hidden");
  const fitting = schemas
    .map(({ schema }) => ({ schema, fields: traitFields(schema) }))
    .filter(({ fields }) =>
      inputs.every(({ attributes }) => fields.some((field) => isOf(field, attributes.name))),
    )
    .filter(({ fields }) =>
      fields.every((field) => !all || field.unlisted || field.kind === "fixed" || isThere(field)),
    );
  return fitting.sort((a, b) => a.fields.length - b.fields.length)[0]?.schema;
}
