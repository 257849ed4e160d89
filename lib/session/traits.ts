import { z } from "zod";

/**
 * The traits that this app reads itself, as `ory/identity.schema.json` has them: none is needed.
 * Forms and the profile page follow the schema alone.
 */
const traitsSchema = z
  .object({
    // Ory has already validated the address; accept any string.
    email: z.string(),
    username: z.string(),
    phone: z.string(),
    name: z.object({ first: z.string().optional(), last: z.string().optional() }),
  })
  .partial();

export type Traits = z.infer<typeof traitsSchema>;

/** Returns those traits that have the expected shape; the others are left out. Never throws. */
export function readTraits(traits: unknown): Traits {
  const given = z.record(z.string(), z.unknown()).safeParse(traits).data ?? {};
  const good = Object.entries(traitsSchema.shape).filter(
    ([name, shape]) => given[name] !== undefined && shape.safeParse(given[name]).success,
  );
  return traitsSchema.parse(Object.fromEntries(good.map(([name]) => [name, given[name]])));
}

/** Returns first and last name as one, as far as they are known; empty where neither is. */
export function fullName({ name }: Traits): string {
  return [name?.first, name?.last].filter(Boolean).join(" ").trim();
}

/** Returns what a person signs in with: email address, user name or phone number. */
export function identifierOf(traits: unknown): string | undefined {
  const { email, username, phone } = readTraits(traits);
  return email || username || phone || undefined;
}

interface Named {
  id: string;
  traits?: unknown;
}

/** Returns what tells an account from others: what its owner signs in with, else another text, else its id. */
export function accountName({ id, traits }: Named): string {
  const all = Object.values(z.record(z.string(), z.unknown()).safeParse(traits).data ?? {});
  const [text] = all.filter((value) => typeof value === "string" && value !== "");
  return identifierOf(traits) ?? (typeof text === "string" ? text : id);
}

/** Returns how to address a person: the full name, else the account's. */
export function displayName(identity: Named): string {
  return fullName(readTraits(identity.traits)) || accountName(identity);
}
