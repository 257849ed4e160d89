import { readFileSync } from "node:fs";
import { expect, it, test } from "vitest";
import { askedFor, buttonPattern, deployUrl, documents, repository } from "./deploy-button";

const buttons = documents.flatMap((file) => readFileSync(file, "utf8").match(buttonPattern) ?? []);

test.runIf(buttons.length > 0)("every deploy button leads to package.json's repository", () => {
  expect([...new Set(buttons)], "npm run deploy-button mends it").toEqual([
    deployUrl(repository()),
  ]);
});

it("asks for variables that .env.example describes", () => {
  const described = readFileSync(".env.example", "utf8");
  for (const name of askedFor) expect(described).toMatch(new RegExp(`^${name}=`, "m"));
});

it("names the repository in the address", () => {
  const { searchParams } = new URL(deployUrl("https://github.com/a/b"));
  expect(searchParams.get("repository-url")).toBe("https://github.com/a/b");
  expect(searchParams.get("envLink")).toBe(
    "https://github.com/a/b/blob/main/docs/deploy-vercel.md",
  );
});
