type Context = Record<string, unknown>;

const sameAs = ({ expected }: Context) =>
  expected === "true" || expected === true
    ? "You need to agree to this."
    : `This has to be ${String(expected)}.`;

/** Replacement texts for errors that Ory reports about a trait. */
export const oryFieldTexts: Record<number, string | ((context: Context) => string)> = {
  4000004: "This doesn’t have the right form.",
  4000018: ({ minimum }) => `At least ${String(minimum)}.`,
  4000019: ({ minimum }) => `More than ${String(minimum)}.`,
  4000020: ({ maximum }) => `At most ${String(maximum)}.`,
  4000021: ({ maximum }) => `Less than ${String(maximum)}.`,
  4000022: ({ base }) => `A multiple of ${String(base)}.`,
  4000023: ({ max_items }) => `At most ${String(max_items)} entries.`,
  4000024: ({ min_items }) => `At least ${String(min_items)} entries.`,
  4000025: "Two entries are the same. Remove one.",
  4000026: "This isn’t the right kind of value.",
  4000029: sameAs,
  4000030: "This has to be another value.",
  4000036: "Your details have changed since this form was opened. Start again.",
};
