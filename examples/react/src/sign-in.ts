const starter = import.meta.env.VITE_STARTER_URL ?? "http://localhost:3000";

/** Returns the starter's login page, which leads back to this very address. */
export function loginAddress(): string {
  return `${starter}/auth/login?${new URLSearchParams({ return_to: location.href })}`;
}

/** Returns Ory's second step. The plain login page would only say "already signed in". */
export function secondFactorAddress(): string {
  const query = new URLSearchParams({ aal: "aal2", return_to: location.href });
  return `${starter}/self-service/login/browser?${query}`;
}
