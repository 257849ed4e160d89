/**
 * Tells whether a 401 of Ory means what it says. Kratos answers 401 to every session while its
 * database is down (v1.3.1, tried), so the first view of an outage would look like a sign-out. Any
 * other answer than a failure will do: not every Ory has this address. Never throws.
 *
 * @see https://www.ory.com/docs/kratos/reference/api#tag/metadata/operation/isReady
 */
export async function oryIsReady(oryUrl: string, signal: AbortSignal): Promise<boolean> {
  const options: RequestInit = { signal, cache: "no-store", redirect: "manual" };
  try {
    const answer = await fetch(`${oryUrl}/health/ready`, options);
    await answer.body?.cancel();
    return answer.status !== 429 && answer.status < 500;
  } catch {
    return false;
  }
}
