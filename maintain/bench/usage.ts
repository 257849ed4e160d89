import { z } from "zod";

/** The Node.js options that load the probe into a server. */
export const withProbe = ["--import", new URL("probe.mjs", import.meta.url).href];

const usageSchema = z.object({
  /** Bytes of memory. */
  rss: z.number(),
  /** Bytes that JavaScript holds. */
  heap: z.number(),
  /** Open connections, to it and from it. */
  sockets: z.number(),
  /** Milliseconds of CPU time since it started. */
  cpuMs: z.number(),
});

export type Usage = z.infer<typeof usageSchema>;

/** The probe's paths. Between the last two it profiles the CPU. */
export type ProbePath = "/" | "/profile/start" | "/profile/stop";

export async function usage(probePort: number): Promise<Usage> {
  return usageSchema.parse(await askProbe(probePort, "/"));
}

export async function askProbe(probePort: number, path: ProbePath): Promise<unknown> {
  const url = `http://localhost:${probePort}${path}`;
  const answer = await fetch(url, { headers: { connection: "close" } });
  return answer.json();
}
