import { language } from "./site";

const words = new Intl.RelativeTimeFormat(language, { numeric: "auto" });

const units = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

/** Returns an offset from now in words: "in 3 hours", "2 days ago", "now". */
export function relativeTime(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  // A unit is used from two on: with one, `numeric: "auto"` says "tomorrow".
  const [unit, size] = units.find(([, size]) => Math.abs(seconds) >= 2 * size) ?? ["second", 1];
  return words.format(Math.round(seconds / size), unit);
}

export function serverNow(): number {
  return Date.now();
}
