import path from "node:path";
import { execa } from "execa";
import { z } from "zod";
import { root } from "../contract/folders";

export const devices = ["mobile", "desktop"] as const;
export type Device = (typeof devices)[number];

export const categories = ["performance", "accessibility", "best-practices", "seo"] as const;
export type Category = (typeof categories)[number];

const reportSchema = z.object({
  runtimeError: z.object({ message: z.string() }).optional(),
  audits: z.record(
    z.string(),
    z.object({
      title: z.string(),
      score: z.number().nullable(),
      numericValue: z.number().optional(),
      displayValue: z.string().optional(),
    }),
  ),
  categories: z.record(
    z.string(),
    z.object({
      score: z.number().nullable(),
      auditRefs: z.array(z.object({ id: z.string(), weight: z.number() })),
    }),
  ),
});

export interface Report {
  /** Of 100, only for requested categories. */
  scores: Partial<Record<Category, number>>;
  layoutShift: number;
  /** Descriptions of what cost points, by category. */
  costly: Partial<Record<Category, string[]>>;
}

interface Options {
  url: string;
  device: Device;
  browser: string;
  /** The `Cookie` header for a protected page. */
  cookie?: string;
  wanted: readonly Category[];
}

/** Runs Lighthouse once, in its own browser. */
export async function runLighthouse({
  url,
  device,
  browser,
  cookie,
  wanted,
}: Options): Promise<Report> {
  const program = path.join(root, "maintain/node_modules/lighthouse/cli/index.js");
  const { stdout } = await execa(
    process.execPath,
    [
      program,
      url,
      "--quiet",
      "--output=json",
      "--output-path=stdout",
      `--only-categories=${wanted.join(",")}`,
      // Like Playwright, because root in a container has no sandbox.
      "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
      ...(device === "desktop" ? ["--preset=desktop"] : []),
      ...(cookie === undefined ? [] : [`--extra-headers=${JSON.stringify({ cookie })}`]),
    ],
    { env: { CHROME_PATH: browser }, maxBuffer: 64 * 1024 * 1024, timeout: 600_000 },
  );
  const report = reportSchema.parse(JSON.parse(stdout));
  if (report.runtimeError) throw new Error(`${url}: ${report.runtimeError.message}`);
  const read: Report = {
    scores: {},
    layoutShift: report.audits["cumulative-layout-shift"]?.numericValue ?? NaN,
    costly: {},
  };
  for (const name of wanted) {
    const category = report.categories[name];
    if (!category) continue;
    read.scores[name] = Math.round((category.score ?? 0) * 100);
    read.costly[name] = category.auditRefs.flatMap(({ id, weight }) => {
      const audit = report.audits[id];
      const lost = weight > 0 && audit?.score != null && audit.score < 1;
      return lost ? [[id, audit.displayValue ?? audit.title].join(": ")] : [];
    });
  }
  return read;
}
