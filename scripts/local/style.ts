// Node.js knows what there is to know: NO_COLOR, FORCE_COLOR, TERM=dumb. Elsewhere there is no terminal.
const coloured = process.stdout.isTTY && process.stdout.hasColors();

/** Returns a text as it is shown on a terminal; elsewhere it stays as it is. */
export type Style = (text: string) => string;

const escape =
  (start: number, end: number): Style =>
  (text) =>
    coloured ? `\u001b[${start}m${text}\u001b[${end}m` : text;

export const plain: Style = (text) => text;
export const bold = escape(1, 22);
export const dim = escape(2, 22);
export const red = escape(31, 39);
export const green = escape(32, 39);
export const yellow = escape(33, 39);
export const cyan = escape(36, 39);
