import { expect, it } from "vitest";
import { relativeTime } from "./relative-time";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

it.each([
  [0, "now"],
  [-40_000, "40 seconds ago"],
  [90_000, "in 90 seconds"],
  [14.6 * minute, "in 15 minutes"],
  [-119 * minute, "119 minutes ago"],
  [3 * hour, "in 3 hours"],
  [47 * hour, "in 47 hours"],
  [3 * day - 1, "in 3 days"],
  [-40 * day, "40 days ago"],
])("says of %i milliseconds: %s", (milliseconds, words) => {
  expect(relativeTime(milliseconds)).toBe(words);
});
