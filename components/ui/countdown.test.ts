import { expect, it } from "vitest";
import { timeLeft } from "./countdown";

const day = 86_400_000;

it.each([
  [999, "expired"],
  [-day, "expired"],
  [1000, "00:00:01"],
  [3_599_999, "00:59:59"],
  [day - 1, "23:59:59"],
  [day, "1 day 00:00:00"],
  [3 * day - 1, "2 days 23:59:59"],
])("says of %i milliseconds: %s", (milliseconds, words) => {
  expect(timeLeft(milliseconds)).toBe(words);
});
