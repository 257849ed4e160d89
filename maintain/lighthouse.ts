/**
 * `npm run lighthouse --prefix maintain`: runs Lighthouse on the production build, as a phone and
 * as a desktop computer. Each number is the median of five runs, or `-- --runs N`. A layout shift
 * in any run fails. The performance score depends on the machine, so `-- --check` only shows it.
 * Closes with `N passed, N failed`.
 */
import { parseArgs } from "node:util";
import { chromium } from "@playwright/test";
import { z } from "zod";
import { launchOptions } from "../scripts/test/browser";
import { installBrowser } from "../scripts/test/install-browser";
import { close } from "../scripts/test/outcome";
import { cookieHeader, signedInPerson } from "../e2e/fixtures/signed-in";
import { type Stack, startStack } from "../e2e/fixtures/stack";
import { spread } from "./bench/statistics";
import { Checks } from "./checks";
import { buildApp, installPackages } from "./contract/install";
import { measuredPages } from "./lighthouse/pages";
import { categories, devices, runLighthouse } from "./lighthouse/report";

const { values } = parseArgs({
  options: { runs: { type: "string", default: "5" }, check: { type: "boolean", default: false } },
});
const runs = z.coerce.number().int().min(1).parse(values.runs);

const checks = new Checks();
try {
  await installPackages("maintain");
  await buildApp();
  const browser = await installBrowser();
  const stack = await startStack();
  try {
    await measure(stack, browser);
  } finally {
    await stack.stop();
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  checks.failed++;
}
close(checks);

async function measure(stack: Stack, browser: string): Promise<void> {
  const cookie = await signedInCookie(stack, browser);
  for (const { path, signedIn, goals } of measuredPages) {
    await warmUp(stack.appUrl + path, signedIn ? cookie : "");
    const wanted = categories.filter((category) => goals[category] !== undefined);
    for (const device of devices) {
      const reports = [];
      for (let run = 0; run < runs; run++) {
        const url = stack.appUrl + path;
        const own = signedIn ? { cookie } : {};
        reports.push(await runLighthouse({ url, device, browser, wanted, ...own }));
      }
      const line: string[] = [];
      for (const category of wanted) {
        const scores = reports.map((report) => report.scores[category] ?? 0);
        const { median } = spread(scores);
        const least = goals[category] ?? 100;
        line.push(`${category} ${median}`);
        if (values.check && category === "performance") continue;
        checks.check(
          `${path} (${device}): ${category} is ${least} at least`,
          median >= least
            ? []
            : [
                `the median of ${scores.join(", ")} is ${median}`,
                ...(reports.at(-1)?.costly[category] ?? []),
              ],
        );
      }
      const shift = Math.max(...reports.map(({ layoutShift }) => layoutShift));
      line.push(`layout shift ${shift}`);
      checks.expect(`${path} (${device}): nothing shifts`, shift === 0, `it is ${shift}`);
      console.log(`${path.padEnd(12)} ${device.padEnd(8)} ${line.join(", ")}`);
    }
  }
}

/** A server is slow just after its start, which would delay a page's first paint. */
async function warmUp(url: string, cookie: string): Promise<void> {
  for (let view = 0; view < 100; view++) {
    const answer = await fetch(url, { headers: { cookie }, redirect: "manual" });
    await answer.arrayBuffer();
  }
}

async function signedInCookie(stack: Stack, program: string): Promise<string> {
  const browser = await chromium.launch(launchOptions(program));
  try {
    const page = await browser.newPage({ baseURL: stack.appUrl });
    await signedInPerson(page, stack);
    return await cookieHeader(page.context());
  } finally {
    await browser.close();
  }
}
