import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const pages = [
  ["docs/sessions.md", 25],
  ["docs/social-sign-in.md", 5],
] as const;

// A page promises tests by name, in italics: each has to be there, under that name.
test.for(pages)("%s names only tests that exist", ([page, atLeast], { skip }) => {
  if (!existsSync(page)) skip();
  const text = readFileSync(page, "utf8").replace(/\s+/g, " ");
  const promised = [...text.matchAll(/(?<=[\s(])_([^_|]{20,}?)_(?=[\s,.;)])/g)].map(
    ([, name]) => name ?? "",
  );
  const specs = readdirSync("e2e", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".spec.ts"))
    .map((file) => readFileSync(`e2e/${file}`, "utf8"));
  expect(promised.length).toBeGreaterThan(atLeast);
  expect(promised.filter((name) => !specs.some((spec) => spec.includes(`("${name}"`)))).toEqual([]);
});

test.runIf(existsSync("docs"))("README.md links to every guide", () => {
  const readme = readFileSync("README.md", "utf8");
  const guides = readdirSync("docs").filter((file) => file.endsWith(".md"));
  expect(guides).not.toEqual([]);
  expect(guides.filter((guide) => !readme.includes(`(docs/${guide}`))).toEqual([]);
});

const guide = "docs/make-it-yours.md";

// What it says to delete may be gone already; what it says to change or to keep has to be there.
test.runIf(existsSync(guide))("docs/make-it-yours.md leads to files that are there", () => {
  const [, change = "", , keep = ""] = readFileSync(guide, "utf8").split(/^## .*$/m);
  const named = [...(change + keep).matchAll(/`([\w.@-]+\/[\w./-]*)`/g)].map(
    ([, path = ""]) => path,
  );
  expect(named.length).toBeGreaterThan(15);
  expect(named.filter((path) => !existsSync(path))).toEqual([]);
});
