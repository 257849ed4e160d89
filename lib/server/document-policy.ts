import { allowedReturnOrigins, appOrigins } from "./app-url";
import { contentSecurityPolicy, noDocumentPolicy } from "./csp";
import { socialOrigins } from "./social";

/**
 * Returns what makes the Content-Security-Policy of a document that is served on one of the app's
 * origins: with a nonce that no other document has. Next.js takes the nonce from the request's own
 * header of that name and gives it to each script.
 *
 * @see https://nextjs.org/docs/app/guides/content-security-policy
 */
export function documentPolicies(env: Record<string, string | undefined>) {
  // Signing in leads to a social provider, and on behalf of another origin it ends there.
  const formActionOrigins = [...allowedReturnOrigins(env), ...socialOrigins(env)];
  const development = env.NODE_ENV === "development";
  const policies = new Map(
    appOrigins(env).map((origin) => [
      origin,
      contentSecurityPolicy({ origin, formActionOrigins, development }),
    ]),
  );
  return (origin: string): string =>
    policies.get(origin)?.(crypto.randomUUID()) ?? noDocumentPolicy;
}
