import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { checks } from "./finding";

const page = "docs/troubleshooting.md";

const rows = existsSync(page)
  ? readFileSync(page, "utf8")
      .split("\n")
      .filter((line) => line.startsWith("| "))
      .map((line) => line.split("|").map((cell) => cell.trim()))
      // Symptom, cause, mend, the doctor's checks, where it was met.
      .filter((cells) => cells.length === 7 && cells[1] !== "seen")
  : [];

test.runIf(existsSync(page))("docs/troubleshooting.md has a way out and a witness for each", () => {
  expect(rows.length).toBeGreaterThanOrEqual(25);
  const incomplete = rows.filter(([, ...cells]) =>
    [cells[0], cells[1], cells[2], cells[4]].includes(""),
  );
  expect(incomplete).toEqual([]);
});

test.runIf(existsSync(page))("it names every check of the doctor, and no others", () => {
  const named = rows.flatMap((cells) =>
    [...(cells[4] ?? "").matchAll(/`([\w-]+)`/g)].map(([, check]) => check ?? ""),
  );
  // These two only say that something is not there or not right at all, in their own words.
  const speakForThemselves = ["app", "environment"];
  expect([...new Set([...named, ...speakForThemselves])].sort()).toEqual([...checks].sort());
});
