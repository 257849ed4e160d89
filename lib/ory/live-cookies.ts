import "server-only";
import { ory, withTimeout } from "./client";
import { cookieCandidates } from "./cookies";

/**
 * Returns Ory's cookies of a `Cookie` header, ready to be sent to Ory. Browsers send a session cookie
 * of the parent domain beside the host's own, under the same name, and Ory reads the first one. Where
 * there are several, Ory is asked for each, and a live one wins over dead ones.
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
  // 403 is a session whose second factor is missing.
  const live = [200, 403].map((status) => statuses.indexOf(status)).find((index) => index >= 0);
  return candidates[live ?? 0] ?? first;
}
