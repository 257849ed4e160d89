import { Configuration, IdentityApi } from "@ory/client";
import { z } from "zod";
import { withoutSlash } from "../../lib/server/ory-url";
import { ExplainedError } from "../local/explained-error";
import type { Settings } from "../local/settings";
import { patiently, read, reasonOf } from "./answers";
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

/** Ory's admin API, as far as an import needs it. Its methods throw an ExplainedError when Ory fails. */
export interface Admin {
  /** The address of the Ory that it belongs to. */
  url: string;
  create: (row: Row) => Promise<Created>;
  /** Returns the id of an account that an earlier run of this import made, if that one is it. */
  findOwn: (identifier: string) => Promise<string | undefined>;
  recover: (id: string) => Promise<Recovery>;
}

export interface AdminOptions {
  url: string;
  token: string | undefined;
  schemaId: string;
  /** Noted in each account, so that a later run knows its own. */
  importName: string;
  /** How long a recovery code is good for, as Ory writes it: "72h". */
  expiresIn: string;
  /** Where Ory's relative addresses belong. */
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

/** Finds the admin API: Kratos's own, or an Ory Network project's behind its token. */
export function adminAccess(
  { ports, remoteOryUrl }: Settings,
  { ORY_ADMIN_URL, ORY_PROJECT_API_TOKEN }: Record<string, string | undefined>,
): { url: string; token: string | undefined } {
  if (ORY_ADMIN_URL) return { url: withoutSlash(ORY_ADMIN_URL), token: undefined };
  if (remoteOryUrl === undefined) {
    return { url: `http://localhost:${ports.admin}`, token: undefined };
  }
  if (!ORY_PROJECT_API_TOKEN) {
    throw new ExplainedError(
      `To make accounts on ${remoteOryUrl} set ORY_PROJECT_API_TOKEN (Ory Network) or ORY_ADMIN_URL (a Kratos of your own).`,
    );
  }
  return { url: withoutSlash(remoteOryUrl), token: ORY_PROJECT_API_TOKEN };
}

export function openAdmin(options: AdminOptions): Admin {
  const { url, token, schemaId, importName, expiresIn, appUrl } = options;
  const api = new IdentityApi(
    new Configuration({
      basePath: url,
      ...(token !== undefined && { accessToken: token }),
      // The status decides, not an exception.
      baseOptions: { validateStatus: () => true, maxRedirects: 0, timeout: 30_000 },
    }),
  );
  return {
    url,
    create: async ({ traits, verifiedEmails, passwordHash }) => {
      const answer = await patiently(url, () =>
        api.createIdentity({
          createIdentityBody: {
            schema_id: schemaId,
            traits,
            metadata_admin: { imported_from: importName },
            ...(passwordHash !== undefined && {
              credentials: { password: { config: { hashed_password: passwordHash } } },
            }),
            // Ory finds the addresses by itself; only that they are verified has to be said.
            verifiable_addresses: verifiedEmails.map((value) => ({
              value,
              via: "email",
              verified: true,
              status: "completed",
            })),
          },
        }),
      );
      switch (answer.status) {
        case 201:
          return { outcome: "created", id: read(url, createdSchema, answer).id };
        case 409:
          return { outcome: "there before" };
        default:
          return { outcome: "refused", says: reasonOf(answer) };
      }
    },
    findOwn: async (identifier) => {
      const answer = await patiently(url, () =>
        api.listIdentities({ credentialsIdentifier: identifier }),
      );
      const [found] = read(url, foundSchema, answer);
      return found?.metadata_admin?.imported_from === importName ? found.id : undefined;
    },
    recover: async (id) => {
      const answer = await patiently(url, () =>
        api.createRecoveryCodeForIdentity({
          createRecoveryCodeForIdentityBody: { identity_id: id, expires_in: expiresIn },
        }),
      );
      const { recovery_link, recovery_code, expires_at } = read(url, recoverySchema, answer);
      const link = new URL(recovery_link, appUrl).href;
      return { link, code: recovery_code, expiresAt: expires_at };
    },
  };
}
