import { Linter } from "eslint";
import tseslint from "typescript-eslint";
import { describe, expect, it } from "vitest";
import { serverActions } from "../../eslint.config.mjs";

const linter = new Linter();

/** Returns the lint rule's messages for the server actions of a file in app/. */
function offences(source: string): Linter.LintMessage[] {
  return linter.verify(source, {
    languageOptions: { parser: tseslint.parser },
    rules: { "no-restricted-syntax": ["error", ...serverActions] },
  });
}

describe("every server action is guarded: the lint rule", () => {
  const guarded = 'import { sessionAction } from "@/lib/session";\n';

  it.each([
    ["an async function", "export async function signOut() {}"],
    ["a default export", "export default async function signOut() {}"],
    ["a function in a constant", "export const signOut = async () => {};"],
    ["another wrapper", "export const signOut = cache(async () => {});"],
    ["one of two constants", "export const a = sessionAction(s, f), b = async () => {};"],
    ["a list of exports", "const signOut = async () => {};\nexport { signOut };"],
    ["another module's export", 'export { signOut } from "@/lib/account/sign-out";'],
    ["all of another module", 'export * from "@/lib/account/sign-out";'],
    ["a destructured constant", "export const { signOut } = sessionAction(s, f);"],
  ])('finds %s in a "use server" file', (_, source) => {
    expect(offences(`"use server";\n${guarded}${source}`)).toHaveLength(1);
  });

  it("finds a sessionAction that is not ours", () => {
    const source =
      '"use server";\nimport { sessionAction } from "./mine";\nexport const a = sessionAction(s, f);';
    expect(offences(source)).toHaveLength(1);
  });

  it("finds an action inside of a component, and in whatever way it is written", () => {
    for (const source of [
      'export default function Page() { async function act() { "use server"; } }',
      "const act = async () => { 'use server' };",
      'const actions = { async act() { "use strict"; "use server"; } };',
    ]) {
      expect(offences(source), source).toHaveLength(1);
    }
  });

  it("allows types, and what a file keeps for itself", () => {
    const source = `"use server";\n${guarded}export type A = string;\nconst b = async () => {};\nexport interface C { d: A }`;
    expect(offences(source)).toEqual([]);
  });
});
