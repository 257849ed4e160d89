import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { Checks } from "../checks";

const limits = {
  lines: 25_000,
  linesWithoutTests: 13_000,
  product: 6_000,
  rootEntries: 20,
  scripts: 16,
  modulesInARoom: 15,
};

/** Files that nobody reads: images, and the lockfiles of package managers. */
const unread = /\.(png|ico|woff2?)$|(^|\/)(package-lock\.json|go\.(mod|sum))$/;
/** Tests, their runners and their data. */
const test = /\.(test|spec)\.tsx?$|^e2e\/|^scripts\/(test\/|local\/test-programs\.ts$)/;
const product = /^(app|components|lib)\/.*\.(tsx?|css)$|^(middleware|instrumentation)\.ts$/;
const words = /^lib\/words\//;

/** Counts a folder's files and compares them with the limits. */
export function checkSizes(checks: Checks, folder: string): void {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => statSync(path.join(folder, file)).isFile())
    .map((file) => file.split(path.sep).join("/"));
  const lines = (chosen: string[]) =>
    chosen.reduce((sum, file) => sum + linesIn(path.join(folder, file)), 0);
  const read = files.filter((file) => !unread.test(file));
  const withoutTests = read.filter((file) => !test.test(file));
  const within = (what: string, found: number, limit: number) => {
    console.log(`${what}: ${found} of ${limit}`);
    checks.expect(`${what}: at most ${limit}`, found <= limit, String(found));
  };

  // Goals that aren't reached yet: reported, but they don't fail.
  const towards = (what: string, found: number, goal: number) => {
    console.log(`${what}: ${found}, goal ${goal}`);
  };

  towards("lines", lines(read), limits.lines);
  towards("lines without tests", lines(withoutTests), limits.linesWithoutTests);
  for (const part of new Set(withoutTests.map(partOf))) {
    console.log(`  ${part}: ${lines(withoutTests.filter((file) => partOf(file) === part))}`);
  }
  const shipped = withoutTests.filter((file) => product.test(file) && !words.test(file));
  towards("lines of the product", lines(shipped), limits.product);
  const rootEntries = readdirSync(folder).filter((name) => !name.startsWith("."));
  within("visible entries at the root", rootEntries.length, limits.rootEntries);
  const manifest = readFileSync(path.join(folder, "package.json"), "utf8");
  const { scripts } = z
    .object({ scripts: z.object({}).catchall(z.string()) })
    .parse(JSON.parse(manifest));
  within("scripts", Object.keys(scripts).length, limits.scripts);
  for (const room of new Set(shipped.flatMap((file) => /^lib\/[^/]+/.exec(file) ?? []))) {
    const modules = shipped.filter((file) => file.startsWith(`${room}/`));
    within(`modules in ${room}`, modules.length, limits.modulesInARoom);
  }
}

function partOf(file: string): string {
  return file.includes("/") ? file.slice(0, file.indexOf("/")) : "the root";
}

function linesIn(file: string): number {
  return readFileSync(file, "utf8").split("\n").length - 1;
}
