const starter = import.meta.env.VITE_STARTER_URL ?? "http://localhost:3000";

/** Returns the URL of the starter's login page, which returns to this URL. */
export function loginAddress(): string {
  return `${starter}/auth/login?${new URLSearchParams({ return_to: location.href })}`;
}

/** Returns the URL of Ory's second step. The login page would only say "already signed in". */
export function secondFactorAddress(): string {
  const query = new URLSearchParams({ aal: "aal2", return_to: location.href });
  return `${starter}/self-service/login/browser?${query}`;
}
