import { z } from "zod";

/** The roles of this app. What each may do is for the pages to say: `requireRole("admin")`. */
const role = z.enum(["admin"]);

export type Role = z.infer<typeof role>;

/** Every role, for those who give one. */
export const roles = role.options;

const metadata = z.object({ role });

/**
 * Returns the role of an identity, or nothing where it has none that is known here. It stands in
 * `metadata_public`, which everybody may read and only Ory's admin API writes: no form does, so
 * nobody can give it to themselves. Never throws.
 *
 * @see https://www.ory.com/docs/kratos/manage-identities/managing-users-identities-metadata
 */
export function roleOf(identity: { metadata_public?: unknown }): Role | undefined {
  return metadata.safeParse(identity.metadata_public).data?.role;
}
