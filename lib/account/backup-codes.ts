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

export interface BackupCodes {
  left: number;
  total: number;
}

/** Returns how many backup codes a person has left, or undefined without admin access. */
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
