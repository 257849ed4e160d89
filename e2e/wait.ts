import { setTimeout as delay } from "node:timers/promises";

/**
 * Resolves when `url` answers anything at all.
 *
 * @throws Error when the program behind it ends first, or after 60 seconds.
 */
export async function waitForHttp(url: string, exited: Promise<number>): Promise<void> {
  let ended: number | undefined;
  void exited.then((code) => (ended = code));
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    if (ended !== undefined) throw new Error(`It ended with code ${ended}.`);
    try {
      await fetch(url, { redirect: "manual" });
      return;
    } catch {
      await delay(100);
    }
  }
  throw new Error(`${url} does not answer.`);
}
