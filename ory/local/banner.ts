import path from "node:path";
import type { LocalOry } from "./local-ory";
import type { FoundKratos } from "./find-kratos";
import { bold, cyan, dim, plain, type Style } from "./style";

export interface BannerOptions {
  ory: LocalOry;
  appUrl: string;
  dataFolder: string;
  /** What is shown beside the app's address. */
  appNote: string;
  /** What to do next, one line each. */
  steps: string[];
}

/** Where everything is, who can sign in, and what to try first. */
export function banner({ ory, appUrl, dataFolder, appNote, steps }: BannerOptions): string {
  const places = [
    ["App", appUrl, appNote],
    ["Ory public", ory.publicUrl, `Ory Kratos ${ory.kratos.version}, ${origin(ory.kratos)}`],
    ["Ory admin", ory.adminUrl, "this machine only"],
    ["Mails", ory.mailUrl, "every mail that Ory sends lands here"],
  ];
  const users = ory.demoUsers.map(({ email, password, totpSecret }) => [
    email,
    password,
    totpSecret === undefined ? "" : `authenticator key ${totpSecret}`,
  ]);
  const folder = path.relative(process.cwd(), dataFolder) || ".";
  return [
    "",
    ...table(places, [dim, cyan, dim]),
    "",
    ...(users.length > 0 ? [bold("  Demo users"), ...table(users, [plain, plain, dim]), ""] : []),
    bold("  Try first"),
    ...steps.map((step, index) => `  ${index + 1}. ${step}`),
    "",
    dim(`  Ctrl-C stops everything. ${folder} keeps the data; delete it to start afresh.`),
    "",
  ].join("\n");
}

function origin({ source }: FoundKratos): string {
  switch (source) {
    case "KRATOS_BIN":
      return "named by KRATOS_BIN";
    case "PATH":
      return "found on PATH";
    case "cache":
      return "from your cache";
    case "release":
      return "just downloaded";
    case "build":
      return "just built";
  }
}

function table(rows: string[][], styles: Style[]): string[] {
  const widths = styles.map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows.map((row) => {
    const cells = row.map((cell, column) => {
      const style = styles[column] ?? plain;
      return style(cell.padEnd(widths[column] ?? 0));
    });
    return `  ${cells.join("   ")}`.trimEnd();
  });
}
