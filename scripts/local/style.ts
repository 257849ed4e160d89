import pc from "picocolors";

/** Returns a text as it is shown on a terminal; elsewhere it stays as it is. */
export type Style = (text: string) => string;

export const plain: Style = (text) => text;

// Node.js knows of NO_COLOR, FORCE_COLOR and TERM=dumb; without a terminal there are no colors, on CI too.
export const { bold, dim, red, green, yellow, cyan } = pc.createColors(
  process.stdout.isTTY && process.stdout.hasColors(),
);
