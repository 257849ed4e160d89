import { parseArgs } from "node:util";
import { z } from "zod";
import type { Effort } from "./compare";
import { viewNames } from "./views";

const schema = z.object({
  quick: z.boolean(),
  only: z
    .string()
    .transform((list) => list.split(","))
    .pipe(z.array(z.enum(viewNames)))
    .default([...viewNames]),
  target: z.string().default(""),
  json: z.string().optional(),
  keep: z.string().optional(),
});

export type Options = z.infer<typeof schema> & { effort: Effort };

/** Reads what stands after `npm run bench --`. */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      quick: { type: "boolean", default: false },
      only: { type: "string" },
      target: { type: "string" },
      json: { type: "string" },
      keep: { type: "string" },
    },
  });
  const options = schema.parse(values);
  const effort = options.quick
    ? { rounds: 5, seconds: 1, warmUpSeconds: 3 }
    : { rounds: 7, seconds: 1.5, warmUpSeconds: 4 };
  return { ...options, effort };
}
