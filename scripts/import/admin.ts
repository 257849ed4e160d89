import { z } from "zod";
import { type AdminApi, askAdmin } from "../local/admin-api";
import { type Answer, NoAnswer, reasonOf, type Request } from "../local/ask";
import { ExplainedError } from "../local/explained-error";
import type { Row } from "./people-file";

export interface Recovery {
  link: string;
  code: string;
  expiresAt: string;
}

export type Created =
  | { outcome: "created"; id: string }
  | { outcome: "there before" }
  | { outcome: "refused"; says: string };

/** The parts of Ory's admin API that an import uses. They throw an ExplainedError if Ory fails. */
export interface Admin {
  create: (row: Row) => Promise<Created>;
  /** Returns the account's id if an earlier run of this import created it. */
  findOwn: (identifier: string) => Promise<string | undefined>;
  recover: (id: string) => Promise<Recovery>;
}

export interface AdminOptions {
  schemaId: string;
  /** Stored in each account, so that a later run recognizes it. */
  importName: string;
  /** The lifetime of a recovery code in Ory's notation, such as "72h". */
  expiresIn: string;
  /** The base of Ory's relative URLs. */
  appUrl: string;
}

const createdSchema = z.object({ id: z.string() });
const foundSchema = z.array(
  z.object({
    id: z.string(),
    metadata_admin: z.object({ imported_from: z.string().optional() }).nullish(),
  }),
);
const recoverySchema = z.object({
  recovery_link: z.string(),
  recovery_code: z.string(),
  expires_at: z.string(),
});

const goOn = "Run the same command again: it goes on where it stopped.";
const patience = { tries: 10, longestSeconds: 60 };

export function openAdmin(api: AdminApi, options: AdminOptions): Admin {
  const { schemaId, importName, expiresIn, appUrl } = options;

  /** Throws if the failure can't be handled, which ends the import. */
  async function call(path: string, request?: Request): Promise<Answer> {
    const answer = await askAdmin(api, path, request, patience).catch((cause: unknown) => {
      if (!(cause instanceof NoAnswer)) throw cause;
      throw new ExplainedError(`Ory can't be reached at ${api.url}. ${goOn}`, { cause });
    });
    const { status } = answer;
    if (status === 401 || status === 403) {
      throw new ExplainedError(`${api.url} gives no admin access (status ${status}). ${goOn}`);
    }
    if (status === 429 || status >= 500) {
      throw new ExplainedError(`Ory answers ${status}: ${reasonOf(answer)} ${goOn}`);
    }
    return answer;
  }

  function read<T>(schema: z.ZodType<T>, answer: Answer): T {
    const result = schema.safeParse(answer.json);
    if (result.success && answer.status < 300) return result.data;
    throw new ExplainedError(`${api.url} is no admin API of Ory: ${reasonOf(answer)} ${goOn}`);
  }

  return {
    create: async ({ traits, verifiedEmails, passwordHash }) => {
      const json = {
        schema_id: schemaId,
        traits,
        metadata_admin: { imported_from: importName },
        credentials: passwordHash && { password: { config: { hashed_password: passwordHash } } },
        // Ory finds the addresses itself, but has to be told which are verified.
        verifiable_addresses: verifiedEmails.map((value) => ({
          value,
          via: "email",
          verified: true,
          status: "completed",
        })),
      };
      const answer = await call("/identities", { json });
      if (answer.status === 201) return { outcome: "created", id: read(createdSchema, answer).id };
      if (answer.status === 409) return { outcome: "there before" };
      return { outcome: "refused", says: reasonOf(answer) };
    },
    findOwn: async (identifier) => {
      const query = new URLSearchParams({ credentials_identifier: identifier }).toString();
      const [found] = read(foundSchema, await call(`/identities?${query}`));
      return found?.metadata_admin?.imported_from === importName ? found.id : undefined;
    },
    recover: async (id) => {
      const json = { identity_id: id, expires_in: expiresIn };
      const recovery = read(recoverySchema, await call("/recovery/code", { json }));
      return {
        link: new URL(recovery.recovery_link, appUrl).href,
        code: recovery.recovery_code,
        expiresAt: recovery.expires_at,
      };
    },
  };
}
