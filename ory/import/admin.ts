import { setTimeout as delay } from "node:timers/promises";
import { Configuration, IdentityApi } from "@ory/client";
import { z } from "zod";
import { ExplainedError } from "../local/explained-error";
import type { Settings } from "../local/settings";
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
const errorSchema = z.object({
  error: z.object({ reason: z.string().optional(), message: z.string().optional() }),
});

interface Answer {
  status: number;
  data: unknown;
  headers: unknown;
}

/** Finds the admin API: Kratos's own, or an Ory Network project's behind its token. */
export function adminAccess(
  { ports, remoteOryUrl }: Settings,
  { ORY_ADMIN_URL, ORY_PROJECT_API_TOKEN }: Record<string, string | undefined>,
): { url: string; token: string | undefined } {
  if (ORY_ADMIN_URL) return { url: ORY_ADMIN_URL.replace(/\/+$/, ""), token: undefined };
  if (remoteOryUrl === undefined) {
    return { url: `http://localhost:${ports.admin}`, token: undefined };
  }
  if (!ORY_PROJECT_API_TOKEN) {
    throw new ExplainedError(
      `To make accounts on ${remoteOryUrl} set ORY_PROJECT_API_TOKEN (Ory Network) or ORY_ADMIN_URL (a Kratos of your own).`,
    );
  }
  return { url: remoteOryUrl.replace(/\/+$/, ""), token: ORY_PROJECT_API_TOKEN };
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

const goOn = "Run the same command again: it goes on where it stopped.";
const mostTries = 10;

/** Asks again as often as Ory asks for time; what nothing can be done about ends the import. */
async function patiently(url: string, ask: () => Promise<Answer>): Promise<Answer> {
  for (let tries = 1; ; tries++) {
    const answer = await ask().catch((cause: unknown) => {
      throw new ExplainedError(`Ory can't be reached at ${url}. ${goOn}`, { cause });
    });
    const { status } = answer;
    if (status === 401 || status === 403) {
      throw new ExplainedError(`${url} gives no admin access (status ${status}). ${goOn}`);
    }
    if (status !== 429 && status < 500) return answer;
    if (tries === mostTries || (status !== 429 && status !== 503)) {
      throw new ExplainedError(`Ory answers ${status}: ${reasonOf(answer)} ${goOn}`);
    }
    await delay(waitSeconds(answer) * 1_000);
  }
}

const waitSchema = z.object({
  "x-ratelimit-reset": z.coerce.number().optional(),
  "retry-after": z.coerce.number().optional(),
});

function waitSeconds({ headers }: Answer): number {
  const asked = waitSchema.safeParse({ ...Object(headers) }).data;
  return Math.min(asked?.["x-ratelimit-reset"] ?? asked?.["retry-after"] ?? 1, 60);
}

function read<T>(url: string, schema: z.ZodType<T>, answer: Answer): T {
  const result = schema.safeParse(answer.data);
  if (result.success && answer.status < 300) return result.data;
  throw new ExplainedError(`${url} is no admin API of Ory: ${reasonOf(answer)} ${goOn}`);
}

function reasonOf({ data, status }: Answer): string {
  const error = errorSchema.safeParse(data).data?.error;
  return error?.reason ?? error?.message ?? `status ${status}`;
}
