import { z } from "zod";

/** What has Node.js load the probe into a server. */
export const withProbe = ["--import", new URL("probe.mjs", import.meta.url).href];

const usageSchema = z.object({
  /** Bytes of memory. */
  rss: z.number(),
  /** Bytes that JavaScript holds. */
  heap: z.number(),
  /** Open connections, to it and from it. */
  sockets: z.number(),
  /** Milliseconds of processor time since it started. */
  cpuMs: z.number(),
});

export type Usage = z.infer<typeof usageSchema>;

/** What a probe answers to; between the last two it samples the functions that run. */
export type ProbePath = "/" | "/profile/start" | "/profile/stop";

/** Asks the probe in a server what that uses up. */
export async function usage(probePort: number): Promise<Usage> {
  return usageSchema.parse(await askProbe(probePort, "/"));
}

/** Asks the probe in a server for something. */
export async function askProbe(probePort: number, path: ProbePath): Promise<unknown> {
  const url = `http://localhost:${probePort}${path}`;
  const answer = await fetch(url, { headers: { connection: "close" } });
  return answer.json();
}
