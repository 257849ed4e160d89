import { z } from "zod";
import { ExplainedError } from "./explained-error";
import { type Answer, ask, type Patience, type Request } from "./ask";

/** Ory's admin API: a Kratos's own address, or a project's and the header with its API key. */
export interface AdminApi {
  url: string;
  headers?: Record<string, string>;
}

/** Asks the admin API, and returns whatever it answers. */
export function askAdmin(
  { url, headers }: AdminApi,
  path: string,
  request: Request = {},
  patience?: Patience,
): Promise<Answer> {
  return ask(`${url}/admin${path}`, { ...request, headers: { ...headers } }, patience);
}

/**
 * Asks the admin API, and returns what it answers.
 *
 * @throws ExplainedError that says what it answered, if it is not what was asked for.
 */
export async function callAdmin(api: AdminApi, path: string, request: Request = {}) {
  const { status, text, json } = await askAdmin(api, path, request);
  if (status < 300) return json;
  const { method = "" } = request;
  throw new ExplainedError(`Ory's admin API answered ${status} to ${method} ${path}: ${text}`);
}

const identitiesSchema = z.array(z.looseObject({ id: z.string() }));

/** Returns who signs in by this address: one identity, or none. */
export async function findIdentities(api: AdminApi, email: string) {
  const path = `/identities?credentials_identifier=${encodeURIComponent(email)}`;
  return identitiesSchema.parse(await callAdmin(api, path));
}

export interface PasswordAccount {
  schemaId: string;
  email: string;
  password: string;
  traits?: object;
  metadata?: object;
}

/** Makes an account with a password. Its address is verified, so that no mail is sent. */
export async function createPasswordAccount(
  api: AdminApi,
  { schemaId, email, password, traits, metadata }: PasswordAccount,
): Promise<string> {
  const made = await callAdmin(api, "/identities", {
    json: {
      schema_id: schemaId,
      traits: { email, ...traits },
      metadata_public: metadata,
      credentials: { password: { config: { password } } },
      verifiable_addresses: [{ value: email, via: "email", verified: true, status: "completed" }],
    },
  });
  return z.object({ id: z.string() }).parse(made).id;
}
