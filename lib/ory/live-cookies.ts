import "server-only";
import { ory, withTimeout } from "./client";
import { cookieCandidates } from "./cookies";

/**
 * Returns Ory's cookies of a request. A parent domain's session cookie may have the same name, and
 * Ory reads only the first. So Ory is asked about each, and a valid one wins.
 */
export async function liveOryCookies(header: string | null): Promise<string> {
  const candidates = cookieCandidates(header);
  const [first = ""] = candidates;
  if (candidates.length === 1) return first;
  const options = { ...withTimeout(), validateStatus: () => true };
  const statuses = await Promise.all(
    candidates.map((cookie) =>
      ory()
        .toSession({ cookie }, options)
        .then(
          ({ status }) => status,
          () => 0,
        ),
    ),
  );
  // 403: a session whose second factor is missing.
  const live = [200, 403].map((status) => statuses.indexOf(status)).find((index) => index >= 0);
  return candidates[live ?? 0] ?? first;
}
