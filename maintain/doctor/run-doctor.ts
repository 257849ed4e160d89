import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { z } from "zod";
import { fromNobodysEnvironment } from "../../e2e/stack";

const root = fileURLToPath(new URL("../..", import.meta.url));

const findingSchema = z.object({
  check: z.string(),
  status: z.enum(["right", "unchecked", "doubtful", "wrong"]),
  says: z.string(),
  notice: z.string().optional(),
  mend: z.array(z.string()).optional(),
});
const reportSchema = z.object({ findings: z.array(findingSchema) });

export type Finding = z.infer<typeof findingSchema>;

export interface Diagnosis {
  findings: Finding[];
  /** What was printed, as it was. */
  output: string;
  exitCode: number | undefined;
}

/** Runs `npm run doctor -- --json` as somebody with this environment does. */
export async function runDoctor(
  env: Record<string, string>,
  options: string[] = [],
): Promise<Diagnosis> {
  const { all, exitCode } = await execa(
    "npm",
    ["run", "--silent", "doctor", "--", "--json", ...options],
    {
      cwd: root,
      env: { NODE_ENV: undefined, ...fromNobodysEnvironment, ...env },
      all: true,
      reject: false,
    },
  );
  const report = reportSchema.safeParse(parseJson(all));
  if (!report.success) throw new Error(`The doctor did not report:\n${all}`);
  return { findings: report.data.findings, output: all, exitCode };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
