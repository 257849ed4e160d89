import { z } from "zod";

/** The roles of this app. Pages decide what each may do: `requireRole("admin")`. */
const role = z.enum(["admin"]);

export type Role = z.infer<typeof role>;

export const roles = role.options;

const metadata = z.object({ role });

/**
 * Returns an identity's role, if known. Security: people can't grant themselves a role, because
 * only Ory's admin API writes `metadata_public`. They can read it.
 */
export function roleOf(identity: { metadata_public?: unknown }): Role | undefined {
  return metadata.safeParse(identity.metadata_public).data?.role;
}
