import "server-only";
import { Configuration, IdentityApi } from "@ory/client";
import { type Env, env } from "../server/env";

/**
 * Returns where Ory's admin API is, if configured: `ORY_ADMIN_URL`, which must never be reachable
 * from outside, or an Ory Network project's own address, with `ORY_PROJECT_API_TOKEN`.
 */
export function adminAccess({ oryAdminUrl, oryProjectApiToken, orySdkUrl }: Env) {
  if (oryAdminUrl) return { basePath: oryAdminUrl, accessToken: undefined };
  return oryProjectApiToken ? { basePath: orySdkUrl, accessToken: oryProjectApiToken } : undefined;
}

export function hasAdminAccess(): boolean {
  return adminAccess(env()) !== undefined;
}

export function oryAdmin(): IdentityApi | undefined {
  const access = adminAccess(env());
  return access && new IdentityApi(new Configuration(access));
}
