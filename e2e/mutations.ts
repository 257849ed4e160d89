import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { z } from "zod";
import { buildFolder } from "./start-app";

const root = fileURLToPath(new URL("..", import.meta.url));

interface MutatingRoute {
  /** With an "x" for each dynamic segment. */
  path: string;
  method: string;
  /** Passed on to Ory, which has a check of its own. */
  proxied: boolean;
}

/** Every route handler of the source tree that answers to a method which changes something. */
export function mutatingRoutes(): MutatingRoute[] {
  const app = path.join(root, "app");
  const files = readdirSync(app, { recursive: true, encoding: "utf8" });
  const routes = files.filter((file) => /^route\.tsx?$/.test(path.basename(file)));
  return routes.flatMap((file) => {
    const source = readFileSync(path.join(app, file), "utf8");
    const address = path.dirname(file).split(path.sep).join("/");
    return exportsOf(ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true))
      .filter(({ name }) => ["POST", "PUT", "PATCH", "DELETE"].includes(name))
      .map(({ name, from }) => ({
        path: `/${address.replace(/\[[^\]]*\]+/g, "x")}`,
        method: name,
        proxied: from === "@/lib/proxy/proxy",
      }));
  });
}

function exportsOf(tree: ts.SourceFile): { name: string; from?: string }[] {
  return tree.statements.flatMap((statement) => {
    if (ts.isExportDeclaration(statement)) {
      const { exportClause, moduleSpecifier } = statement;
      const from =
        moduleSpecifier && ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : undefined;
      if (!exportClause || !ts.isNamedExports(exportClause)) {
        throw new Error(`${tree.fileName} exports what can't be named: say which methods it has.`);
      }
      return exportClause.elements.map(({ name }) => ({ name: name.text, from }));
    }
    const exported =
      ts.canHaveModifiers(statement) &&
      ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (!exported) return [];
    if (ts.isFunctionDeclaration(statement)) return [{ name: statement.name?.text ?? "" }];
    if (!ts.isVariableStatement(statement)) return [];
    return statement.declarationList.declarations.map(({ name }) => ({ name: name.getText() }));
  });
}

interface ServerAction {
  id: string;
  name: string;
  /** A page that it can be called on. */
  page: string;
}

const manifestSchema = z.object({
  node: z.record(
    z.string(),
    z.object({ workers: z.record(z.string(), z.unknown()), exportedName: z.string() }),
  ),
});

/** Every server action of the build, whatever file it comes from. */
export function serverActions(): ServerAction[] {
  const manifest = path.join(root, buildFolder, "server/server-reference-manifest.json");
  const { node } = manifestSchema.parse(JSON.parse(readFileSync(manifest, "utf8")));
  return Object.entries(node).map(([id, { workers, exportedName }]) => {
    const [worker = ""] = Object.keys(workers);
    return { id, name: exportedName, page: worker.replace(/^app/, "").replace(/\/page$/, "") };
  });
}

/** The post of a form whose action this is, as a browser without script sends it. */
export function actionForm(id: string): { headers: Record<string, string>; body: string } {
  const boundary = "----form";
  return {
    headers: { "content-type": `multipart/form-data; boundary=${boundary}` },
    body: `--${boundary}\r\ncontent-disposition: form-data; name="$ACTION_ID_${id}"\r\n\r\n\r\n--${boundary}--\r\n`,
  };
}

/** The same as Next.js's own script sends it: a reference to a form without fields. */
export function actionCall(id: string): { headers: Record<string, string>; body: string } {
  const boundary = "----form";
  return {
    headers: {
      accept: "text/x-component",
      "content-type": `multipart/form-data; boundary=${boundary}`,
      "next-action": id,
    },
    body: `--${boundary}\r\ncontent-disposition: form-data; name="0"\r\n\r\n["$K1"]\r\n--${boundary}--\r\n`,
  };
}
