import "server-only";
import { Configuration, IdentityApi } from "@ory/client";
import { env } from "../server/env";

/** Tells whether admin access is configured. */
export function hasAdminAccess(): boolean {
  const { oryAdminUrl, oryProjectApiToken } = env();
  return Boolean(oryAdminUrl ?? oryProjectApiToken);
}

/**
 * Returns Ory's admin API, or nothing where no admin access is configured: what needs it is then
 * not offered. Ory Network has it at the project's own address, behind `ORY_PROJECT_API_TOKEN`;
 * a self-hosted Kratos at `ORY_ADMIN_URL`, which must never be reachable from outside.
 */
export function oryAdmin(): IdentityApi | undefined {
  const { oryAdminUrl, oryProjectApiToken, orySdkUrl } = env();
  if (oryAdminUrl) return new IdentityApi(new Configuration({ basePath: oryAdminUrl }));
  if (!oryProjectApiToken) return undefined;
  return new IdentityApi(
    new Configuration({ basePath: orySdkUrl, accessToken: oryProjectApiToken }),
  );
}
