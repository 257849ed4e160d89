import type { LocalOry } from "../../scripts/local/local-ory";

/** Where Kratos's metrics are: v26 and later, and before. */
const paths = ["/metrics/prometheus", "/admin/metrics/prometheus"];

async function metrics({ adminUrl }: LocalOry): Promise<string[]> {
  for (const path of paths) {
    const answer = await fetch(adminUrl + path);
    const text = await answer.text();
    if (answer.ok) return text.split("\n");
  }
  throw new Error("Ory Kratos shows no metrics.");
}

function valueOf(line: string): number {
  return Number(line.slice(line.lastIndexOf(" ")));
}

/** Returns the value of a metric that is there once, if this system has it. */
function valueNamed(lines: readonly string[], name: string): number | undefined {
  const line = lines.find((one) => one.startsWith(`${name} `));
  return line === undefined ? undefined : valueOf(line);
}

/** Returns how often Ory was asked whose session a cookie is, since it started. */
export async function whoamiCalls(ory: LocalOry): Promise<number> {
  // One line for each status.
  return (await metrics(ory))
    .filter((line) => /^http_requests_total\{.*endpoint="\/sessions\/whoami"/.test(line))
    .reduce((sum, line) => sum + valueOf(line), 0);
}

/** Returns the processor time of Ory since it started, in milliseconds. */
export async function kratosCpuMs(ory: LocalOry): Promise<number> {
  return (valueNamed(await metrics(ory), "process_cpu_seconds_total") ?? NaN) * 1000;
}

export interface KratosUsage {
  /** Bytes of memory; unknown on systems that don't tell. */
  rss: number | undefined;
  /** Open files, connections among them. */
  files: number | undefined;
}

/** Returns what Kratos uses up. */
export async function kratosUsage(ory: LocalOry): Promise<KratosUsage> {
  const lines = await metrics(ory);
  return {
    rss: valueNamed(lines, "process_resident_memory_bytes"),
    files: valueNamed(lines, "process_open_fds"),
  };
}
