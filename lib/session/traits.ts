import { z } from "zod";

// The traits that this app reads itself. Forms and the profile page follow Ory's schema alone.
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

/** Returns the traits that have the expected shape. Never throws. */
export function readTraits(traits: unknown): Traits {
  const given = z.record(z.string(), z.unknown()).safeParse(traits).data ?? {};
  const good = Object.entries(traitsSchema.shape).filter(
    ([name, shape]) => given[name] !== undefined && shape.safeParse(given[name]).success,
  );
  return traitsSchema.parse(Object.fromEntries(good.map(([name]) => [name, given[name]])));
}

export function fullName({ name }: Traits): string {
  return [name?.first, name?.last].filter(Boolean).join(" ").trim();
}

export function identifierOf(traits: unknown): string | undefined {
  const { email, username, phone } = readTraits(traits);
  return email || username || phone || undefined;
}

interface Named {
  id: string;
  traits?: unknown;
}

/** Returns the account's name: its identifier, else another text trait, else its id. */
export function accountName({ id, traits }: Named): string {
  const all = Object.values(z.record(z.string(), z.unknown()).safeParse(traits).data ?? {});
  const [text] = all.filter((value) => typeof value === "string" && value !== "");
  return identifierOf(traits) ?? (typeof text === "string" ? text : id);
}

export function displayName(identity: Named): string {
  return fullName(readTraits(identity.traits)) || accountName(identity);
}
