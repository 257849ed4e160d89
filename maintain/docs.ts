/**
 * `npm run docs --prefix maintain`: checks that everything named in the guides exists. Closes with
 * `N passed, N failed`.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { checks as doctorChecks } from "../scripts/doctor/finding";
import { close } from "../scripts/test/outcome";
import { Checks } from "./checks";
import { root } from "./contract/folders";
import { trackedFiles } from "./tracked-files";

process.chdir(root);
const checks = new Checks();
const files = await trackedFiles();
const read = (file: string) => readFileSync(file, "utf8");
const found = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].map(([, match = ""]) => match);

const guides = files.filter((file) => /^docs\/[^/]+\.md$/.test(file));
const readme = read("README.md");
checks.check(
  "README.md links to every guide",
  guides.filter((guide) => !readme.includes(guide)),
);

for (const page of files.filter((file) => file.endsWith(".md"))) {
  const targets = found(read(page), /\]\(([^)\s#]+)/g).filter((target) => !/^[a-z]+:/.test(target));
  checks.check(
    `every link in ${page} leads to a file`,
    targets.filter((target) => !existsSync(path.join(path.dirname(page), target))),
  );
}

const pagePattern = /`([\w.@()-]+\/[\w./()-]*)`/g;
checks.check(
  "docs/make-it-yours.md leads to files that are there",
  found(read("docs/make-it-yours.md"), pagePattern).filter((file) => !existsSync(file)),
);

// Italics in the guides are the names of tests.
const specs = readdirSync("e2e", { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".spec.ts"))
  .map((file) => read(`e2e/${file}`));
for (const page of guides) {
  const text = read(page).replace(/\s+/g, " ");
  const promised = found(text, /(?<=[\s(])_([^_|]{20,}?)_(?=[\s,.;)])/g);
  checks.check(
    `${page} names only tests that exist`,
    promised.filter((name) => !specs.some((spec) => spec.includes(`("${name}"`))),
  );
}

const scriptsOf = (folder: string) => {
  const schema = z.object({ scripts: z.record(z.string(), z.string()) });
  return Object.keys(schema.parse(JSON.parse(read(`${folder}/package.json`))).scripts);
};
const ofExamples = readdirSync("examples").filter((name) =>
  existsSync(`examples/${name}/package.json`),
);
const known = [".", ...ofExamples.map((name) => `examples/${name}`)].flatMap(scriptsOf);
const ofMaintain = scriptsOf("maintain");
const about = files.filter((file) => /^(README\.md|docs\/[^/]+\.md|\.github\/.*\.md)$/.test(file));
for (const page of about) {
  const named = [
    ...read(page).matchAll(/\bnpm (?:run )?(?:--silent )?([\w:-]+)( --prefix maintain)?/g),
  ]
    .filter(([text]) => text.startsWith("npm run") || / (test|start)\b/.test(text))
    .filter(([, name = "", own]) => !(own ? ofMaintain : known).includes(name));
  checks.check(
    `every command in ${page} exists`,
    named.map(([text]) => text),
  );
}

const { repository } = z.object({ repository: z.url() }).parse(JSON.parse(read("package.json")));
const variables = found(read(".env.example"), /^#? ?([A-Z0-9_]+)=/gm);
const buttons = about.flatMap(
  (page) => read(page).match(/https:\/\/vercel\.com\/new\/clone\?[^)\s]*/g) ?? [],
);
for (const button of new Set(buttons)) {
  const asked = new URL(button).searchParams;
  checks.check("the deploy buttons lead to package.json's repository", [
    ...(asked.get("repository-url") === repository ? [] : [button]),
    ...(asked.get("env") ?? "").split(",").filter((name) => !variables.includes(name)),
  ]);
}

const rows = read("docs/troubleshooting.md")
  .split("\n")
  .filter((line) => line.startsWith("| "))
  .map((line) => line.split("|").map((cell) => cell.trim()))
  // Symptom, cause, fix, the doctor's checks, and where it was seen.
  .filter((cells) => cells.length === 7 && cells[1] !== "symptom");
checks.check(
  "docs/troubleshooting.md has a way out and a witness for each",
  rows.filter((cells) => [cells[1], cells[2], cells[3], cells[5]].includes("")).map(String),
);
const named = new Set(rows.flatMap((cells) => found(cells[4] ?? "", /`([\w-]+)`/g)));
// These two report in their own words that something is missing or wrong as a whole.
named.add("app").add("environment");
checks.check("docs/troubleshooting.md names every check of the doctor, and no others", [
  ...doctorChecks.filter((check) => !named.has(check)),
  ...[...named].filter((name) => !doctorChecks.some((check) => check === name)),
]);
close(checks);
