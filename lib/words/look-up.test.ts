import { expect, it } from "vitest";
import { lookUp } from "./look-up";

it("returns the words for a key", () => {
  expect(lookUp({ one: "1" }, "one")).toBe("1");
});

it.each(["two", "constructor", "__proto__", "toString", "", undefined])(
  "returns nothing for %j",
  (key) => {
    expect(lookUp({ one: "1" }, key)).toBeUndefined();
  },
);
