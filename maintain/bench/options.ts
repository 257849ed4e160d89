import { parseArgs } from "node:util";
import { z } from "zod";
import type { Effort } from "./compare";
import { viewNames } from "./views";

export const parts = [...viewNames, "calls", "sizes", "email", "sign-in", "profile"] as const;

const schema = z.object({
  quick: z.boolean(),
  only: z
    .string()
    .transform((list) => list.split(","))
    .pipe(z.array(z.enum(parts)))
    .default([...parts]),
  target: z.string().default(""),
  json: z.string().optional(),
  markdown: z.string().optional(),
  keep: z.string().optional(),
});

export type Options = z.infer<typeof schema> & { effort: Effort };

export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      quick: { type: "boolean", default: false },
      only: { type: "string" },
      target: { type: "string" },
      json: { type: "string" },
      markdown: { type: "string" },
      keep: { type: "string" },
    },
  });
  const options = schema.parse(values);
  const effort = options.quick
    ? { starts: 1, rounds: 3, seconds: 1, warmUpSeconds: 2, visits: 3 }
    : { starts: 2, rounds: 4, seconds: 1.5, warmUpSeconds: 30, visits: 9 };
  return { ...options, effort };
}
