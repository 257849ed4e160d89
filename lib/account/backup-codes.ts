import "server-only";
import { z } from "zod";
import { oryAdmin } from "../ory/admin";
import { withTimeout } from "../ory/client";

const identitySchema = z.object({
  credentials: z.object({
    lookup_secret: z.object({
      config: z.object({ recovery_codes: z.array(z.object({ used_at: z.string().nullish() })) }),
    }),
  }),
});

/** How many of somebody's backup codes are unused. */
export interface BackupCodes {
  left: number;
  total: number;
}

/** Returns how many backup codes somebody has left, where there is admin access to count them. */
export async function backupCodes(identityId: string): Promise<BackupCodes | undefined> {
  try {
    const answer = await oryAdmin()?.getIdentity(
      { id: identityId, includeCredential: ["lookup_secret"] },
      withTimeout(),
    );
    const codes = identitySchema.parse(answer?.data).credentials.lookup_secret.config
      .recovery_codes;
    return { left: codes.filter(({ used_at }) => !used_at).length, total: codes.length };
  } catch {
    return undefined;
  }
}
