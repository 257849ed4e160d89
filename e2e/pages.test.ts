import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

test("every page is looked at by e2e/accessibility.spec.ts", () => {
  const walks = readFileSync("e2e/accessibility.spec.ts", "utf8");
  const pages = readdirSync("app", { recursive: true, encoding: "utf8" })
    .filter((file) => path.basename(file) === "page.tsx")
    .map((file) => path.dirname(file).split(path.sep))
    // A folder in parentheses groups pages and is no part of their address.
    .map((folders) => `/${folders.filter((name) => !/^(\(.*\)|\.)$/.test(name)).join("/")}`);
  expect(pages).not.toEqual([]);
  const visited = (page: string) => walks.includes(`"${page}"`) || walks.includes(`"${page}?`);
  expect(pages.filter((page) => !visited(page))).toEqual([]);
});
