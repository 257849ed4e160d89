import pc from "picocolors";

/** Returns a text styled for a terminal. Elsewhere the text stays unchanged. */
export type Style = (text: string) => string;

export const plain: Style = (text) => text;

// Node.js handles NO_COLOR, FORCE_COLOR and TERM=dumb. No colors without a terminal, even in CI.
export const { bold, dim, red, green, yellow, cyan } = pc.createColors(
  process.stdout.isTTY && process.stdout.hasColors(),
);
