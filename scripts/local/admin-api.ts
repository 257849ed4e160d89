import { z } from "zod";
import { ExplainedError } from "./explained-error";
import { type Answer, ask, type Patience, type Request } from "./ask";

/** Ory's admin API: the URL of a Kratos, or of a project with its API key in a header. */
export interface AdminApi {
  url: string;
  headers?: Record<string, string>;
}

export function askAdmin(
  { url, headers }: AdminApi,
  path: string,
  request: Request = {},
  patience?: Patience,
): Promise<Answer> {
  return ask(`${url}/admin${path}`, { ...request, headers: { ...headers } }, patience);
}

/**
 * Sends a request to the admin API and returns the response. Throws an ExplainedError with Ory's
 * response if it isn't the expected one.
 */
export async function callAdmin(api: AdminApi, path: string, request: Request = {}) {
  const { status, text, json } = await askAdmin(api, path, request);
  if (status < 300) return json;
  const { method = "" } = request;
  throw new ExplainedError(`Ory's admin API answered ${status} to ${method} ${path}: ${text}`);
}

const identitiesSchema = z.array(z.looseObject({ id: z.string() }));

/** Returns the identity that signs in with this address, as a list of one or none. */
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

/** Creates an account with a password. Its address is verified, so no mail is sent. */
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
