import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it, test } from "vitest";

const read = (name: string) => readFileSync(fileURLToPath(new URL(name, import.meta.url)), "utf8");

const theme = read("theme.css");

/** Returns one mode's colors by name. */
function colours(mode: "light" | "dark"): Record<string, string> {
  const pairs = theme.matchAll(/^\s{2}--(\w[\w-]*): light-dark\((#\w{6}), (#\w{6})\)/gm);
  return Object.fromEntries(
    [...pairs].map(([, name = "", light = "", dark = ""]) => [
      name,
      mode === "light" ? light : dark,
    ]),
  );
}

/** @see https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((start) => parseInt(hex.slice(start, start + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const onPages = ["canvas", "surface", "sunken"];

describe.each(["light", "dark"] as const)("WCAG 2.2 AA in the %s theme", (mode) => {
  const colour = colours(mode);
  const between = (one: string, other: string) => contrast(colour[one] ?? "", colour[other] ?? "");

  it.each([
    ...["ink", "muted", "accent", "danger"].flatMap((text) => onPages.map((on) => [text, on])),
    // The light behind the page's top.
    ...["ink", "muted", "accent"].map((text) => [text, "accent-soft"]),
    ["on-primary", "primary"],
    ["warning", "warning-soft"],
    ["danger", "danger-soft"],
  ])("%s can be read on %s", (text = "", on = "") => {
    expect(between(text, on)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(["field", "accent", "primary"].flatMap((part) => onPages.map((on) => [part, on])))(
    "%s can be told from %s",
    (part = "", on = "") => {
      expect(between(part, on)).toBeGreaterThanOrEqual(3);
    },
  );
});

test("the style sheets know start and end, not left and right", () => {
  const physical =
    /^[ \t]*((margin|padding|border|inset)-(left|right|top|bottom)|left|right|top|bottom|width|height|(min|max)-(width|height))\s*:|:\s*(left|right)\s*;/m;
  expect(theme).not.toMatch(physical);
  expect(read("globals.css")).not.toMatch(physical);
});

test("the page that stands alone, in an outage or a failure, has the theme's colours", () => {
  const used = read("../lib/gate/plain-page.ts").match(/light-dark\(.*?\)/g) ?? [];
  expect(used.length).toBeGreaterThan(0);
  expect(used.filter((pair) => !theme.includes(pair))).toEqual([]);
});
