/** Returns the social providers' origins. No zod, because the middleware imports this. */
export function socialOrigins(env: Record<string, string | undefined>): string[] {
  const urls = [
    env.GOOGLE_CLIENT_ID && "https://accounts.google.com",
    env.GITHUB_CLIENT_ID && "https://github.com",
    env.OIDC_ISSUER,
    ...(env.SOCIAL_SIGN_IN_ORIGINS ?? "").split(","),
  ];
  return [...new Set(urls.flatMap((url) => (url?.trim() ? new URL(url.trim()).origin : [])))];
}
