/**
 * Returns the origins of social providers that a sign-in form may lead to: those switched on in the
 * environment (`scripts/local/social-providers.ts`) and those in `SOCIAL_SIGN_IN_ORIGINS`. No zod,
 * because the middleware imports this. Throws a TypeError for an invalid URL.
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
