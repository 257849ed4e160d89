import "server-only";
import { Configuration, IdentityApi } from "@ory/client";
import { type Env, env } from "../server/env";

/**
 * Returns where Ory's admin API is, or undefined if no admin access is configured. A self-hosted
 * Kratos serves it at `ORY_ADMIN_URL`, which must never be reachable from outside. Ory Network
 * serves it at the project's own address and checks `ORY_PROJECT_API_TOKEN`.
 */
export function adminAccess({ oryAdminUrl, oryProjectApiToken, orySdkUrl }: Env) {
  if (oryAdminUrl) return { basePath: oryAdminUrl, accessToken: undefined };
  return oryProjectApiToken ? { basePath: orySdkUrl, accessToken: oryProjectApiToken } : undefined;
}

export function hasAdminAccess(): boolean {
  return adminAccess(env()) !== undefined;
}

/** Returns Ory's admin API, or undefined without admin access. Callers then hide the feature. */
export function oryAdmin(): IdentityApi | undefined {
  const access = adminAccess(env());
  return access && new IdentityApi(new Configuration(access));
}
