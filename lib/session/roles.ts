import { z } from "zod";

/** The roles of this app. Pages decide what each may do: `requireRole("admin")`. */
const role = z.enum(["admin"]);

export type Role = z.infer<typeof role>;

export const roles = role.options;

const metadata = z.object({ role });

/**
 * Returns an identity's role, or undefined without a known one. Never throws. People can't grant
 * themselves a role: only Ory's admin API writes `metadata_public`, though everyone may read it.
 * @see https://www.ory.com/docs/kratos/manage-identities/managing-users-identities-metadata
 */
export function roleOf(identity: { metadata_public?: unknown }): Role | undefined {
  return metadata.safeParse(identity.metadata_public).data?.role;
}
