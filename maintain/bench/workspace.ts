import { createRequire } from "node:module";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { copyCheckout, linkTree } from "../../e2e/fixtures/checkout";
import { buildFolder } from "../../e2e/fixtures/start-app";
import { root } from "../contract/folders";
import { buildApp, step } from "../contract/install";

const distDir = ".next";

const templates = fileURLToPath(new URL("apps", import.meta.url));

/**
 * The measured apps, each a folder next to this file. "starter" is this checkout with the measured
 * page and the bare layout, so that documents compare. "checkout" is unchanged.
 */
export type AppName =
  | "bare"
  | "checkout"
  | "empty-middleware"
  | "empty-instrumentation"
  | "starter"
  | "ory-nextjs"
  | "elements"
  | "authjs"
  | "better-auth"
  | "authkit";

export interface Build {
  folder: string;
  /** The script that builds and starts it. Another copy of Next.js would bring another React. */
  next: string;
  /** The build folder inside `folder`. */
  distDir: string;
}

/** Production builds of the apps, created on first use. */
export interface Workspace {
  build: (app: AppName) => Promise<Build>;
}

/**
 * Creates a folder for the apps. All are built with the root's Next.js and React. `kept` is reused
 * as is by the next run. Without it, the folder is temporary and deleted on exit.
 */
export function makeWorkspace(kept?: string): Workspace {
  const folder = kept ? path.resolve(kept) : temporaryFolder();
  const apps = path.join(folder, "apps");
  if (!existsSync(path.join(folder, "node_modules"))) {
    // Turbopack follows no symbolic links out of the project.
    linkTree(path.join(root, "node_modules"), path.join(folder, "node_modules"));
    const peers = path.join(root, "maintain/node_modules");
    if (existsSync(peers)) linkTree(peers, path.join(apps, "node_modules"));
  }
  const built = new Map<AppName, Promise<Build>>();
  const build = async (app: AppName): Promise<Build> => {
    if (app === "checkout") {
      await buildApp();
      return { folder: root, next: nextOf(root), distDir: buildFolder };
    }
    const own = app === "starter" ? path.join(folder, "starter") : path.join(apps, app);
    const isBuilt = existsSync(path.join(own, distDir, "BUILD_ID"));
    if (!isBuilt) {
      // A failed build may have left files.
      rmSync(own, { recursive: true, force: true });
      if (app === "starter") copyStarter(own);
      addTemplate(app, own);
    }
    const made = { folder: own, next: nextOf(own), distDir };
    if (isBuilt) return made;
    await step(`Building ${app}`, process.execPath, [made.next, "build"], own, {
      NEXT_TELEMETRY_DISABLED: "1",
      NODE_ENV: "production",
      NEXT_DIST_DIR: distDir,
    });
    return made;
  };
  return {
    build: (app) => {
      const made = built.get(app) ?? build(app);
      built.set(app, made);
      return made;
    },
  };
}

function nextOf(folder: string): string {
  return createRequire(path.join(folder, "app")).resolve("next/dist/bin/next");
}

/** Copies the files that all apps share, then the app's own over them. */
function addTemplate(app: AppName, folder: string): void {
  mkdirSync(folder, { recursive: true });
  cpSync(path.join(templates, "shared"), folder, {
    recursive: true,
    // The starter has its own configuration.
    filter: (file) => app !== "starter" || path.basename(file) !== "next.config.mjs",
  });
  const own = path.join(templates, app);
  if (existsSync(own)) cpSync(own, folder, { recursive: true });
}

/** Copies the checkout without changes. The measured page and the bare layout are added later. */
function copyStarter(to: string): void {
  copyCheckout(to);
  // It imports files that the copy lacks, and next build would check its types.
  rmSync(path.join(to, "playwright.config.ts"));
  // The bare page has none of these, and every document carries them or their tags.
  const app = path.join(to, "app");
  const carried = /^(error|not-found|icon|apple-icon|favicon|manifest|opengraph-image)\./;
  for (const file of readdirSync(app).filter((name) => carried.test(name))) {
    rmSync(path.join(app, file));
  }
}

function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "ory-bench-")));
  process.once("exit", () => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  });
  return folder;
}
