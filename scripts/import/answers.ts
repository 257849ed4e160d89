import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { ExplainedError } from "../local/explained-error";

/** What Ory's client hands over, whatever the status. */
export interface Answer {
  status: number;
  data: unknown;
  headers: unknown;
}

const goOn = "Run the same command again: it goes on where it stopped.";
const mostTries = 10;

/** Asks again as often as Ory asks for time; what nothing can be done about ends the import. */
export async function patiently(url: string, ask: () => Promise<Answer>): Promise<Answer> {
  for (let tries = 1; ; tries++) {
    const answer = await ask().catch((cause: unknown) => {
      throw new ExplainedError(`Ory can't be reached at ${url}. ${goOn}`, { cause });
    });
    const { status } = answer;
    if (status === 401 || status === 403) {
      throw new ExplainedError(`${url} gives no admin access (status ${status}). ${goOn}`);
    }
    if (status !== 429 && status < 500) return answer;
    if (tries === mostTries || (status !== 429 && status !== 503)) {
      throw new ExplainedError(`Ory answers ${status}: ${reasonOf(answer)} ${goOn}`);
    }
    await delay(waitSeconds(answer) * 1_000);
  }
}

const errorSchema = z.object({
  error: z.object({ reason: z.string().optional(), message: z.string().optional() }),
});
const waitSchema = z.object({
  "x-ratelimit-reset": z.coerce.number().optional(),
  "retry-after": z.coerce.number().optional(),
});

function waitSeconds({ headers }: Answer): number {
  const asked = waitSchema.safeParse(headers).data;
  return Math.min(asked?.["x-ratelimit-reset"] ?? asked?.["retry-after"] ?? 1, 60);
}

/** Returns what an answer holds. Throws an ExplainedError where that is something else. */
export function read<T>(url: string, schema: z.ZodType<T>, answer: Answer): T {
  const result = schema.safeParse(answer.data);
  if (result.success && answer.status < 300) return result.data;
  throw new ExplainedError(`${url} is no admin API of Ory: ${reasonOf(answer)} ${goOn}`);
}

/** Returns why Ory refused, in its own words. */
export function reasonOf({ data, status }: Answer): string {
  const error = errorSchema.safeParse(data).data?.error;
  return error?.reason ?? error?.message ?? `status ${status}`;
}
