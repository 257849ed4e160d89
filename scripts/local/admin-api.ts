import { z } from "zod";

/** Ory's admin API: a Kratos's own address, or a project's and the header with its API key. */
export interface AdminApi {
  url: string;
  headers?: Record<string, string>;
}

const identitiesSchema = z.array(z.looseObject({ id: z.string() }));

/** Returns who signs in by this address: one identity, or none. */
export async function findIdentities(api: AdminApi, email: string) {
  const path = `/identities?credentials_identifier=${encodeURIComponent(email)}`;
  const found = await callAdmin(api, path, "GET");
  return identitiesSchema.parse(await found.json());
}

/**
 * Asks the admin API; the body goes as JSON.
 *
 * @throws Error that says what it answered, if it is not what was asked for.
 */
export async function callAdmin(
  { url, headers }: AdminApi,
  path: string,
  method: "GET" | "POST" | "PATCH" | "DELETE",
  body?: unknown,
): Promise<Response> {
  const response = await fetch(`${url}/admin${path}`, {
    method,
    headers: { accept: "application/json", "content-type": "application/json", ...headers },
    body: body === undefined ? null : JSON.stringify(body),
  });
  if (!response.ok) {
    throw new Error(
      `Ory's admin API answered ${response.status} to ${method} ${path}: ${await response.text()}`,
    );
  }
  return response;
}
