import { onlyOryCookies } from "../ory/cookies";
import { oryIsReady } from "../ory/ready";
import { oryTimeoutMs } from "../server/ory-url";
import { tokenBinding, tokenExpiry, type TokenMode } from "./session-token";

export type MintResult =
  /** `value` is the token cookie's value, to keep for `maxAgeSeconds`. */
  | { outcome: "minted"; value: string; maxAgeSeconds: number }
  | { outcome: "anonymous" }
  | { outcome: "aal2_required" }
  | { outcome: "unavailable" };

/** Parallel requests with the same cookies share one call. */
const underWay = new Map<string, Promise<MintResult>>();

/** Has Ory issue a session token, within 3 seconds. Never throws. Outcomes as in `checkSession`. */
export function mintToken(cookieHeader: string | null, mode: TokenMode): Promise<MintResult> {
  const cookie = onlyOryCookies(cookieHeader);
  const asked = underWay.get(cookie);
  if (asked) return asked;
  const asking = ask(cookie, mode)
    .catch((): MintResult => ({ outcome: "unavailable" }))
    .finally(() => underWay.delete(cookie));
  underWay.set(cookie, asking);
  return asking;
}

async function ask(cookie: string, mode: TokenMode): Promise<MintResult> {
  const query = new URLSearchParams({ tokenize_as: mode.template }).toString();
  const signal = AbortSignal.timeout(oryTimeoutMs);
  const response = await fetch(`${mode.oryUrl}/sessions/whoami?${query}`, {
    headers: { accept: "application/json", cookie },
    cache: "no-store",
    redirect: "manual",
    signal,
  });
  if (response.status === 401) {
    return { outcome: (await oryIsReady(mode.oryUrl, signal)) ? "anonymous" : "unavailable" };
  }
  // No zod, because the gate imports this.
  const session = (await response.json()) as { active?: unknown; tokenized?: unknown } | null;
  if (response.status === 403) return { outcome: "aal2_required" };
  if (response.status !== 200 || typeof session?.tokenized !== "string") {
    console.error(
      `Ory made no session token by the template "${mode.template}": status ${response.status}`,
    );
    return { outcome: "unavailable" };
  }
  if (session.active !== true) return { outcome: "anonymous" };
  return {
    outcome: "minted",
    value: `${await tokenBinding(cookie)}.${session.tokenized}`,
    maxAgeSeconds: Math.floor((tokenExpiry(session.tokenized) - Date.now()) / 1000),
  };
}
