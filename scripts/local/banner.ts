import path from "node:path";
import type { LocalOry } from "./local-ory";
import type { FoundKratos } from "./find-kratos";
import { bold, cyan, dim, green, plain, type Style } from "./style";

export interface BannerOptions {
  title: string;
  ory: Pick<LocalOry, "publicUrl" | "adminUrl" | "mailUrl" | "kratos" | "demoUsers">;
  appUrl: string;
  dataFolder: string;
  /** The text next to the app's URL. */
  appNote: string;
  steps: string[];
}

/** Returns the startup message: the URLs, the demo users and the first steps, in 80 columns. */
export function banner({ title, ory, appUrl, dataFolder, appNote, steps }: BannerOptions): string {
  const places = [
    ["App", appUrl, appNote],
    ["Mails", ory.mailUrl, "every mail that Ory sends lands here"],
    ["Ory", ory.publicUrl, `Kratos ${ory.kratos.version}, ${origin(ory.kratos)}`],
    ["Ory admin", ory.adminUrl, "for this machine only"],
  ];
  const users = ory.demoUsers.map(({ email, password, totpSecret, role }) => [
    email,
    password,
    totpSecret === undefined ? (role ?? "") : "and a second factor",
  ]);
  const secrets = ory.demoUsers.flatMap(({ totpSecret }) => totpSecret ?? []);
  const folder = path.relative(process.cwd(), dataFolder) || ".";
  return [
    "",
    `  ${green("●")} ${bold(title)}`,
    "",
    ...table(places, [plain, cyan, dim]),
    ...(users.length > 0 ? ["", heading("Sign in as"), ...table(users, [plain, bold, dim])] : []),
    ...secrets.map((secret) => dim(`    authenticator key: ${secret}`)),
    "",
    heading("Try first"),
    ...steps.map((step, index) => `    ${dim(`${index + 1}.`)} ${step}`),
    "",
    dim(`  Ctrl-C stops everything. ${folder} keeps the data; delete it to start afresh.`),
    "",
  ].join("\n");
}

function heading(text: string): string {
  return `  ${bold(text)}`;
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
      const last = column === row.length - 1;
      return (styles[column] ?? plain)(last ? cell : cell.padEnd(widths[column] ?? 0));
    });
    return `    ${cells.join("   ")}`.trimEnd();
  });
}
