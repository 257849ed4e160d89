import "server-only";
import type { Flow } from "./schema";
import { traitFields } from "./trait-fields";
import { isOf, isTrait } from "./trait-nodes";
import { identitySchemas } from "../ory/schemas";

/**
 * Returns the identity schema that a flow is about, or nothing where that can't be known. Sign-up
 * does not name Ory's default: it is the smallest one that has all of the form's traits.
 */
export async function schemaOf(flow: Flow): Promise<unknown> {
  const schemas = await identitySchemas();
  const id = flow.identity?.schema_id ?? flow.identity_schema;
  if (id) return schemas.find((one) => one.id === id)?.schema;
  const inputs = flow.ui.nodes.filter(isTrait);
  if (inputs.length === 0) return schemas.length === 1 ? schemas[0]?.schema : undefined;
  const [smallest] = schemas
    .map(({ schema }) => ({ schema, fields: traitFields(schema) }))
    .filter(({ fields }) =>
      inputs.every(({ attributes }) => fields.some((field) => isOf(field, attributes.name))),
    )
    .sort((a, b) => a.fields.length - b.fields.length);
  return smallest?.schema;
}
