import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { check } from "recheck";
import ts from "typescript";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The code that handles untrusted input. */
const places = ["app", "components", "lib", "middleware.ts", "instrumentation.ts", "examples"];

interface Expression {
  place: string;
  source: string;
  flags: string;
}

const expressions = places.flatMap(filesIn).flatMap(expressionsIn);

test("there are expressions, and none is put together while the server runs", () => {
  expect(expressions.length).toBeGreaterThan(30);
  expect(expressions.filter(({ source }) => source === "")).toEqual([]);
});

// A proof that depends on no clock: recheck analyzes the automaton of an expression.
test.each(expressions)("$place: /$source/$flags takes linear time", async ({ source, flags }) => {
  const found = await check(source, flags, { timeout: 120_000 });
  const complexity = found.status === "safe" ? found.complexity.type : found.status;
  expect(complexity).toMatch(/^(safe|linear)$/);
});

function filesIn(place: string): string[] {
  const whole = path.join(root, place);
  if (/\.tsx?$/.test(place)) return [whole];
  return readdirSync(whole, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !/node_modules|\.test\.|\.next/.test(name))
    .map((name) => path.join(whole, name));
}

function expressionsIn(file: string): Expression[] {
  const tree = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
  const found: Expression[] = [];
  const visit = (node: ts.Node): void => {
    const line = tree.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    const place = `${path.relative(root, file)}:${line}`;
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf("/");
      found.push({ place, source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
    }
    const made = ts.isNewExpression(node) || ts.isCallExpression(node);
    if (made && node.expression.getText() === "RegExp") {
      const [pattern] = node.arguments ?? [];
      const source = pattern && ts.isStringLiteralLike(pattern) ? pattern.text : "";
      found.push({ place, source, flags: "" });
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}
