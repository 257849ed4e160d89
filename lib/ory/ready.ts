/**
 * Returns true if Ory's 401 can be trusted: Kratos v1.3.1 responds with 401 to every session while
 * its database is down. Only 429 and 5xx count as not ready, because not every Ory has this path.
 * Never throws.
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
