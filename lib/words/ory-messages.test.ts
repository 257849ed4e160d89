import { describe, expect, it } from "vitest";
import { kratosRelease } from "@/scripts/kratos-release";
import { leftToOry, messageRuns, placeholders } from "@/scripts/test/ory-messages";
import { oryTexts } from "./ory";

const ours = Object.keys(oryTexts).map(Number);

describe.each(Object.entries(messageRuns))("every message of %s", (_, runs) => {
  const ids = runs.flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, index) => first + index),
  );

  it("is worded by us, left to Ory's words, or never sent", () => {
    const known = new Set([...ours, ...leftToOry, ...placeholders]);
    expect(ids.filter((id) => !known.has(id))).toEqual([]);
  });
});

it("no message is in two of the lists", () => {
  const all = [...ours, ...leftToOry, ...placeholders];
  expect(all.filter((id, index) => all.indexOf(id) !== index)).toEqual([]);
});

it("the list has the version that users get", () => {
  expect(Object.keys(messageRuns)).toContain(kratosRelease.version);
});
