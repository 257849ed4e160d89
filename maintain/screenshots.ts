/**
 * `npm run screenshots --prefix maintain`: takes every picture of the repository from the running
 * app: README, docs, icons and the Open Graph picture. `-- --check` writes nothing and closes with
 * `N passed, N failed`. It fails if a picture can't be taken, or if its content (words, colors and
 * type, not pixels) has changed.
 */
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "@playwright/test";
import { z } from "zod";
import { launchOptions } from "../scripts/test/browser";
import { installBrowser } from "../scripts/test/install-browser";
import { close } from "../scripts/test/outcome";
import { startStack } from "../e2e/fixtures/stack";
import { Checks } from "./checks";
import { root } from "./contract/folders";
import { buildApp } from "./contract/install";
import { takeBrand } from "./screenshots/brand";
import { hash } from "./screenshots/fingerprint";
import { takePages } from "./screenshots/pages";
import { type Picture, pictureSchema } from "./screenshots/picture";
import { keptPictures, shownPictures } from "./screenshots/shown";

const record = path.join(root, "maintain/screenshots/pictures.json");

const { check } = parseArgs({ options: { check: { type: "boolean", default: false } } }).values;

try {
  if (check) {
    const folder = await mkdtemp(path.join(tmpdir(), "ory-nextjs-starter-pictures-"));
    try {
      close(await compare(await take(folder)));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  } else {
    const taken = await take(root);
    await writeFile(record, `${JSON.stringify(taken, null, 2)}\n`);
    for (const { file } of taken) console.log(file);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  close({ passed: 0, failed: 1 });
}

/** Takes all pictures, with `folder` as the repository's root. */
async function take(folder: string): Promise<Picture[]> {
  await buildApp();
  const program = await installBrowser();
  const stack = await startStack();
  const browser = await chromium.launch(launchOptions(program));
  try {
    return [
      ...(await takeBrand(browser, stack.appUrl, folder)),
      ...(await takePages(browser, stack, folder)),
    ];
  } finally {
    await browser.close();
    await stack.stop();
  }
}

async function compare(taken: Picture[]): Promise<Checks> {
  const checks = new Checks();
  const kept = existsSync(record)
    ? z.array(pictureSchema).parse(JSON.parse(await readFile(record, "utf8")))
    : [];
  for (const now of taken) {
    const before = kept.find(({ file }) => file === now.file);
    checks.check(
      `${now.file} is up to date (npm run screenshots --prefix maintain makes it anew)`,
      [
        ...(before ? [] : ["it has never been made"]),
        ...(before && before.words !== now.words ? ["what is written there has changed"] : []),
        ...(before && before.look !== now.look ? ["its colours or its type have changed"] : []),
        ...(before && before.content !== (await contentOf(now.file))
          ? ["the file is missing, or not the script's"]
          : []),
      ],
    );
  }
  const made = new Set(taken.map(({ file }) => file));
  const strangers = [
    ...shownPictures()
      .filter(({ picture }) => !made.has(picture))
      .map(({ page, picture }) => `${page} shows ${picture}`),
    ...keptPictures()
      .filter((file) => !made.has(file))
      .map((file) => `${file} is kept`),
  ];
  checks.check("every picture of README and docs is one that the script makes", strangers);
  return checks;
}

async function contentOf(file: string): Promise<string | undefined> {
  const place = path.join(root, file);
  return existsSync(place) ? hash(await readFile(place)) : undefined;
}
