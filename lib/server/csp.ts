import { allowedReturnOrigins, appOrigins } from "./app-url";
import { socialOrigins } from "./social";

interface Policy {
  /** The origin that the document is served on. */
  origin: string;
  /** Origins that a form post may be redirected to. */
  formActionOrigins: readonly string[];
  development: boolean;
}

/** The Content-Security-Policy of what is no document: JSON, redirects. Nothing in it may run. */
export const noDocumentPolicy =
  "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * Returns what makes a document's Content-Security-Policy of a nonce, which is new for each. Scripts
 * run by nonce only. Next.js needs `eval` and inline styles in development, for error overlays and
 * hot reload; production has none.
 *
 * @see https://www.w3.org/TR/CSP3/
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
