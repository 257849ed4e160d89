import { z } from "zod";
import { nameless } from "../words";

/**
 * What an identity is made of: the same fields as `ory/identity.schema.json`, which Ory checks.
 * Change both together.
 */
const traitsSchema = z.object({
  // What an email address is has been Ory's decision already; an unusual one is still shown.
  email: z.string(),
  name: z.object({ first: z.string().optional(), last: z.string().optional() }).optional(),
});

export type Traits = z.infer<typeof traitsSchema>;

// An identity from before a change of the schema still has to be shown: each field for itself.
const lenient = z
  .object({
    email: traitsSchema.shape.email.optional().catch(undefined),
    name: traitsSchema.shape.name.catch(undefined),
  })
  .catch({});

/** Returns those traits that have the expected shape; the others are left out. Never throws. */
export function readTraits(traits: unknown): Partial<Traits> {
  return lenient.parse(traits);
}

/** Returns first and last name as one, as far as they are known; empty where neither is. */
export function fullName({ name }: Partial<Traits>): string {
  return [name?.first, name?.last].filter(Boolean).join(" ").trim();
}

/** Returns how to address a person: full name, else the email address, else "there". */
export function displayName(traits: Partial<Traits>): string {
  return fullName(traits) || (traits.email ?? nameless);
}
