/**
 * Returns the origins that a sign-in form may lead to because a social provider is there: of those
 * that the environment switches on at Ory (`scripts/local/social-providers.ts`), and of others that it names
 * (`SOCIAL_SIGN_IN_ORIGINS`). Free of zod, because the middleware uses it.
 *
 * @throws TypeError when one of them is no URL.
 */
export function socialOrigins(env: Record<string, string | undefined>): string[] {
  const urls = [
    env.GOOGLE_CLIENT_ID && "https://accounts.google.com",
    env.GITHUB_CLIENT_ID && "https://github.com",
    env.OIDC_ISSUER,
    ...(env.SOCIAL_SIGN_IN_ORIGINS ?? "").split(","),
  ];
  return [...new Set(urls.flatMap((url) => (url?.trim() ? new URL(url.trim()).origin : [])))];
}
