import type { LocalOry } from "../../ory/local/local-ory";

/** Where Kratos's metrics are: v26 and later, and before. */
const paths = ["/metrics/prometheus", "/admin/metrics/prometheus"];

/** Returns how often Ory was asked whose session a cookie is, since it started. */
export async function whoamiCalls({ adminUrl }: LocalOry): Promise<number> {
  for (const path of paths) {
    const answer = await fetch(adminUrl + path);
    const text = await answer.text();
    if (answer.ok) return sumOf(text);
  }
  throw new Error("Ory Kratos shows no metrics.");
}

/** One line for each status. */
function sumOf(metrics: string): number {
  const counts = metrics
    .split("\n")
    .filter((line) => /^http_requests_total\{.*endpoint="\/sessions\/whoami"/.test(line))
    .map((line) => Number(line.slice(line.lastIndexOf(" "))));
  return counts.reduce((sum, count) => sum + count, 0);
}
