import autocannon from "autocannon";
import type { View } from "./views";

export interface Load {
  connections: number;
  seconds: number;
}

export interface Measured {
  requests: number;
  seconds: number;
}

/**
 * Requests a view repeatedly over all connections and returns the measurement. Checks every
 * response, and throws if a single one is wrong.
 */
export async function measure(url: string, view: View, load: Load): Promise<Measured> {
  const { path, headers, status, contains } = view;
  await checkType(url, view);
  const result = await autocannon({
    url: url + path,
    connections: load.connections,
    duration: load.seconds,
    headers,
    // The precision of the end, in milliseconds.
    sampleInt: 50,
    verifyBody: (body) => body?.toString().includes(contains) === true,
  });
  const counts = new Map(Object.entries(result.statusCodeStats ?? {}));
  const good = counts.get(String(status))?.count ?? 0;
  counts.delete(String(status));
  if (good === 0 || counts.size > 0 || result.errors > 0 || result.mismatches > 0) {
    throw new Error(
      `${url}${path}: ${good} answers with ${status}; others: ${JSON.stringify([...counts])}; ` +
        `${result.errors} errors, ${result.mismatches} without what they have to show.`,
    );
  }
  return { requests: good, seconds: (result.finish.getTime() - result.start.getTime()) / 1000 };
}

/** Checks the headers, because the load generator only sees bodies. */
async function checkType(url: string, view: View): Promise<void> {
  const answer = await fetch(url + view.path, { headers: view.headers, redirect: "manual" });
  const body = await answer.text();
  const type = answer.headers.get("content-type") ?? "";
  if (answer.status !== view.status || !type.startsWith(view.contentType)) {
    const to = answer.headers.get("location") ?? "nowhere";
    throw new Error(
      `${url}${view.path} answers ${answer.status} ${type}, to ${to}: ${body.slice(0, 300)}`,
    );
  }
}
