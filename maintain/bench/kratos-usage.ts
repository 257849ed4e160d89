import type { LocalOry } from "../../scripts/local/local-ory";

/** The paths of Kratos's metrics: from v26 on, and before. */
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

/** Returns the value of a metric that occurs once, if this system has it. */
function valueNamed(lines: readonly string[], name: string): number | undefined {
  const line = lines.find((one) => one.startsWith(`${name} `));
  return line === undefined ? undefined : valueOf(line);
}

/** Returns how many session checks Ory has answered since its start. */
export async function whoamiCalls(ory: LocalOry): Promise<number> {
  // One line for each status.
  return (await metrics(ory))
    .filter((line) => /^http_requests_total\{.*endpoint="\/sessions\/whoami"/.test(line))
    .reduce((sum, line) => sum + valueOf(line), 0);
}

export async function kratosCpuMs(ory: LocalOry): Promise<number> {
  return (valueNamed(await metrics(ory), "process_cpu_seconds_total") ?? NaN) * 1000;
}

export interface KratosUsage {
  /** Bytes of memory, if the system reports them. */
  rss: number | undefined;
  /** Open files, including connections. */
  files: number | undefined;
}

export async function kratosUsage(ory: LocalOry): Promise<KratosUsage> {
  const lines = await metrics(ory);
  return {
    rss: valueNamed(lines, "process_resident_memory_bytes"),
    files: valueNamed(lines, "process_open_fds"),
  };
}
