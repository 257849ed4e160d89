import { allowedReturnOrigins, appOrigins } from "./app-url";
import { socialOrigins } from "./social";

interface Policy {
  origin: string;
  /** Origins that a form post may be redirected to. */
  formActionOrigins: readonly string[];
  development: boolean;
}

/** The policy for responses that aren't documents, such as JSON and redirects. Allows nothing. */
export const noDocumentPolicy =
  "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * Returns a function that builds the policy for a nonce. In development Next.js needs `eval` and
 * inline styles, for error overlays and hot reload.
 */
export function contentSecurityPolicy({
  origin,
  formActionOrigins,
  development,
}: Policy): (nonce: string) => string {
  const nonceSource = "'nonce-{nonce}'";
  const policy = [
    "default-src 'self'",
    `script-src ${nonceSource} 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    `style-src 'self' ${development ? "'unsafe-inline'" : nonceSource}`,
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    // Browsers check every redirect after a form post against this list.
    ["form-action 'self'", ...formActionOrigins].join(" "),
    "frame-ancestors 'none'",
    ...(origin.startsWith("https:") ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
  return (nonce) => policy.replaceAll("{nonce}", nonce);
}

/**
 * Returns a function that builds a document's policy with a new nonce. Next.js reads the nonce from
 * the request header of the same name.
 * @see https://nextjs.org/docs/app/guides/content-security-policy
 */
export function documentPolicies(env: Record<string, string | undefined>) {
  // Signing in redirects to a social provider, and may end on another allowed origin.
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
