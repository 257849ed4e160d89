import { expect, it } from "vitest";
import { oryTexts, oryWay } from "./ory";

/** Every message id of both versions of Ory Kratos that refuses something. */
const refusals = [
  ...range(4000001, 4000041),
  ...range(4010001, 4010010),
  ...range(4040001, 4040003),
  4050001,
  ...range(4060001, 4060006),
  ...range(4070001, 4070006),
  5000001,
  5000002,
];

/** Ory says these well, with numbers of its own. */
const asTheyCome = [4000005, ...range(4000018, 4000025), 4000040, 4000041];

it.each(refusals.filter((id) => !asTheyCome.includes(id)))("has words for the refusal %i", (id) => {
  expect(oryTexts[id]).toBeTruthy();
});

it.each(refusals)("speaks of nothing technical in %i", (id) => {
  const words = oryTexts[id];
  const said = typeof words === "function" ? words({}) : (words ?? "");
  expect(said).not.toMatch(/csrf|flow|ory\b|webauthn|cookie|identifier/i);
});

it("offers a new code after too many wrong ones, and only then", () => {
  const reason = "The request was submitted too often. Please request another code.";
  expect(oryWay(4000001, { reason })).toBe("send_again");
  expect(oryWay(4000001, { reason: "no" })).toBeUndefined();
});

it("offers a way on from each page that can do nothing any more", () => {
  const deadEnds = [
    4010007, 4010009, 4040002, 4060001, 4060002, 4060003, 4070002, 4070003, 4000010,
  ];
  expect(deadEnds.filter((id) => oryWay(id) === undefined)).toEqual([]);
});

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
