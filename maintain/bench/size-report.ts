import path from "node:path";
import { chromium } from "@playwright/test";
import { launchOptions } from "../../scripts/test/browser";
import { freePorts } from "../../scripts/local/ports";
import { startStep } from "../../scripts/local/step";
import { benchPath, type Running, startTarget } from "./running";
import { edgeBundle, type PageSizes, pageSizes } from "./sizes";
import { type Target, targets } from "./targets";
import type { AppName, Workspace } from "./workspace";
import type { World } from "./world";

/** The sizes of pages and bundles, which are the same in every run. */
export interface SizeReport {
  bare: PageSizes;
  /** The same page in the starter. */
  bench: PageSizes;
  /** The unchanged starter's pages, by path. */
  pages: Record<string, PageSizes>;
  /** Bytes of each app's middleware, including its `instrumentation.ts`. */
  edge: Record<string, number>;
}

/** Pages for signed-out people. */
export const signInPages = ["/auth/login", "/auth/registration", "/auth/recovery"];
/** Pages for signed-in people. */
export const protectedPages = ["/dashboard", "/profile", "/settings/sessions", "/settings"];

/**
 * Measures what the browser loads for the bare page, the starter's pages and the sign-in pages of
 * `others`, and what the Edge loads.
 */
export async function sizeReport(
  world: World,
  workspace: Workspace,
  others: readonly Target[] = [],
): Promise<SizeReport> {
  const builds = new Map<AppName, string>();
  for (const app of ["bare", "empty-middleware", "empty-instrumentation", "checkout"] as const) {
    const { folder, distDir } = await workspace.build(app);
    builds.set(app, path.join(folder, distDir));
  }
  for (const app of ["starter" as const, ...others.map(({ app }) => app)])
    await workspace.build(app);
  const edge = Object.fromEntries(
    [...builds].filter(([app]) => app !== "bare").map(([app, folder]) => [app, edgeBundle(folder)]),
  );
  const step = startStep("Weighing pages");
  const browser = await chromium.launch(launchOptions());
  const weigh = (running: Running, address: string, as: "signed in" | "nobody") =>
    pageSizes(browser, running, address, as);
  try {
    const benchPage = (running: Running) => weigh(running, benchPath, "signed in");
    const report = {
      bare: await withServer(targets.bare, world, workspace, benchPage),
      bench: await withServer(targets.token, world, workspace, benchPage),
      pages: await withServer(targets.asItIs, world, workspace, async (running) => {
        const pages: Record<string, PageSizes> = {};
        for (const address of ["/", ...signInPages]) {
          pages[address] = await weigh(running, address, "nobody");
        }
        for (const address of protectedPages) {
          pages[address] = await weigh(running, address, "signed in");
        }
        return pages;
      }),
      edge,
    };
    for (const other of others) {
      report.pages[`${other.name}, /auth/login`] = await withServer(
        other,
        world,
        workspace,
        (running) => weigh(running, "/auth/login", "nobody"),
      );
    }
    step.done("Pages are weighed.");
    return report;
  } finally {
    await browser.close();
  }
}

async function withServer<Result>(
  target: Target,
  world: World,
  workspace: Workspace,
  use: (running: Running) => Promise<Result>,
): Promise<Result> {
  const [port = 0] = await freePorts(1);
  const url = target.app === "bare" ? `http://localhost:${port}` : world.appUrl;
  const running = await startTarget(target, url, world, workspace);
  try {
    return await use(running);
  } finally {
    await running.stop();
  }
}
