import { readdirSync, readFileSync } from "node:fs";
import ts from "typescript";
import { describe, expect, it } from "vitest";

describe("no session primitive can become a server action", () => {
  it("because lib/ has none, and all others are guarded by sessionAction", () => {
    const files = sourceFiles();
    expect(files.length).toBeGreaterThan(50);
    expect(files.flatMap((file) => offences(file, readFileSync(file, "utf8")))).toEqual([]);
  });

  it("and there is at least one action that this guards", () => {
    const actions = sourceFiles().filter((file) => isActionFile(parse(file)));
    expect(actions).toContain("app/(protected)/settings/sessions/actions.ts");
  });

  const guarded = 'import { sessionAction } from "@/lib/session/session-action";\n';

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
    expect(offences("app/x/actions.ts", `"use server";\n${guarded}${source}`)).toHaveLength(1);
  });

  it("finds a sessionAction that is not ours", () => {
    const source =
      '"use server";\nimport { sessionAction } from "./mine";\nexport const a = sessionAction(s, f);';
    expect(offences("app/x/actions.ts", source)).toHaveLength(1);
  });

  it("finds an action inside of a component, and in whatever way it is written", () => {
    for (const source of [
      'export default function Page() { async function act() { "use server"; } }',
      "const act = async () => { 'use server' };",
      'const actions = { async act() { "use strict"; "use server"; } };',
    ]) {
      expect(offences("app/x/page.tsx", source), source).toHaveLength(1);
    }
  });

  it("finds any in lib/, guarded or not", () => {
    const source = `"use server";\n${guarded}export const a = sessionAction(s, f);`;
    expect(offences("lib/account/sign-out.ts", source)).toHaveLength(1);
    expect(offences("app/x/actions.ts", source)).toEqual([]);
  });

  it("allows types, and what a file keeps for itself", () => {
    const source = `"use server";\n${guarded}export type A = string;\nconst b = async () => {};\nexport interface C { d: A }`;
    expect(offences("app/x/actions.ts", source)).toEqual([]);
  });
});

function sourceFiles(): string[] {
  return ["app", "components", "lib"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => `${folder}/${file.replaceAll("\\", "/")}`),
  );
}

function parse(file: string, source = readFileSync(file, "utf8")): ts.SourceFile {
  return ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
}

/** What is wrong with the server actions of a file, each with its line. */
function offences(file: string, source: string): string[] {
  const tree = parse(file, source);
  const found: string[] = [];
  const report = (node: ts.Node, what: string) => {
    const { line } = tree.getLineAndCharacterOfPosition(node.getStart());
    found.push(`${file}:${line + 1} ${what}`);
  };

  if (isActionFile(tree)) {
    if (file.startsWith("lib/")) report(tree, "is a module of lib/ and must not be callable");
    else for (const node of unguardedExports(tree)) report(node, "is not a sessionAction");
  }
  const visit = (node: ts.Node) => {
    if (ts.isBlock(node) && saysUseServer(node.statements)) {
      report(node, "is an inline action: actions belong into a file of their own");
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

function isActionFile(tree: ts.SourceFile): boolean {
  return saysUseServer(tree.statements);
}

function saysUseServer(statements: readonly ts.Statement[]): boolean {
  for (const statement of statements) {
    if (!ts.isExpressionStatement(statement)) return false;
    if (!ts.isStringLiteral(statement.expression)) return false;
    if (statement.expression.text === "use server") return true;
  }
  return false;
}

function unguardedExports(tree: ts.SourceFile): ts.Statement[] {
  const ours = importsSessionAction(tree);
  return tree.statements.filter((statement) => {
    if (ts.isExportDeclaration(statement) || ts.isExportAssignment(statement)) return true;
    if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) return false;
    const exported =
      ts.canHaveModifiers(statement) &&
      ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (!exported) return false;
    return !(ours && ts.isVariableStatement(statement) && isGuarded(statement));
  });
}

function isGuarded({ declarationList }: ts.VariableStatement): boolean {
  return declarationList.declarations.every(
    ({ name, initializer }) =>
      ts.isIdentifier(name) &&
      initializer !== undefined &&
      ts.isCallExpression(initializer) &&
      ts.isIdentifier(initializer.expression) &&
      initializer.expression.text === "sessionAction",
  );
}

function importsSessionAction(tree: ts.SourceFile): boolean {
  return tree.statements.some(
    (statement) =>
      ts.isImportDeclaration(statement) &&
      ts.isStringLiteral(statement.moduleSpecifier) &&
      statement.moduleSpecifier.text === "@/lib/session/session-action",
  );
}
