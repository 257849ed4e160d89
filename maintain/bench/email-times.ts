import { type Browser, type BrowserContext, chromium } from "@playwright/test";
import { launchOptions } from "../../scripts/test/browser";
import { freePorts } from "../../scripts/local/ports";
import { startStep } from "../../scripts/local/step";
import { addCookies } from "./navigation";
import { peers } from "./peers";
import { benchPath, type Running, startTarget } from "./running";
import { type Target, targets } from "./targets";
import type { Workspace } from "./workspace";
import type { World } from "./world";

/** Milliseconds until the email was on screen, one per round, with the bare page's times. */
export interface EmailTimes {
  target: string;
  milliseconds: number[];
  bareMilliseconds: number[];
}

interface Shown {
  target: Target;
  name: string;
  address: string;
}

const clientPath = `${benchPath}/client`;

const page = (target: Target): Shown => ({ target, name: target.name, address: benchPath });

const measured: Shown[] = [
  page(targets.emptyMiddleware),
  page(targets.token),
  page(targets.direct),
  page(targets.oryNextjs),
  ...Object.values(peers).map(page),
  { target: targets.direct, name: "client component, direct", address: clientPath },
  page(targets.tokenFar),
  page(targets.directFar),
  page(targets.oryNextjsFar),
  {
    target: targets.directFar,
    name: "client component, direct, Ory 40 ms away",
    address: clientPath,
  },
];

/** Opens the page in a browser repeatedly, in turns with the bare page. */
export async function emailTimes(
  rounds: number,
  world: World,
  workspace: Workspace,
): Promise<EmailTimes[]> {
  for (const { target } of measured) await workspace.build(target.app);
  const step = startStep("Time until the email is on screen");
  const browser = await chromium.launch(launchOptions());
  try {
    const times: EmailTimes[] = [];
    for (const shown of measured) {
      step.update(shown.name);
      times.push(await timesOf(shown, rounds, browser, world, workspace));
    }
    step.done("The email was on screen everywhere.");
    return times;
  } finally {
    await browser.close();
  }
}

async function timesOf(
  { target, name, address }: Shown,
  rounds: number,
  browser: Browser,
  world: World,
  workspace: Workspace,
): Promise<EmailTimes> {
  const [port = 0] = await freePorts(1);
  const servers = [
    await startTarget(targets.bare, `http://localhost:${port}`, world, workspace),
    await startTarget(target, world.appUrl, world, workspace),
  ] as const;
  const [bare, running] = servers;
  const { email } = world.person;
  try {
    const bareVisit = await visitor(browser, bare, benchPath, email);
    const visit = await visitor(browser, running, address, email);
    const times: EmailTimes = { target: name, milliseconds: [], bareMilliseconds: [] };
    // The first rounds fill the caches of browser and servers.
    for (let round = -3; round < rounds; round++) {
      const bareMs = await bareVisit();
      const ms = await visit();
      if (round < 0) continue;
      times.bareMilliseconds.push(bareMs);
      times.milliseconds.push(ms);
    }
    return times;
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
    await Promise.all(browser.contexts().map((context) => context.close()));
  }
}

/** Returns a function that opens the page and returns the milliseconds until it was painted. */
async function visitor(
  browser: Browser,
  running: Running,
  address: string,
  email: string,
): Promise<() => Promise<number>> {
  const context = await browser.newContext();
  await addCookies(context, running);
  await watchPaint(context, email);
  return async () => {
    // A new tab, because in the same one Chromium would reuse the scripts in memory, except those
    // with a nonce, which differs each time.
    const page = await context.newPage();
    await page.goto(running.url + address);
    const milliseconds = await page.evaluate(() => window.emailPainted);
    await page.close();
    return milliseconds;
  };
}

declare global {
  interface Window {
    /** Milliseconds from the start of the navigation until the email was on screen. */
    emailPainted: Promise<number>;
  }
}

/** Has every page record when its heading, the largest element, was painted with the email. */
async function watchPaint(context: BrowserContext, email: string): Promise<void> {
  await context.addInitScript((wanted) => {
    window.emailPainted = new Promise((resolve, reject) => {
      setTimeout(reject, 20_000, new Error("The email does not get on screen."));
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          const element: unknown = Reflect.get(entry, "element");
          if (!(element instanceof Element) || !element.textContent.includes(wanted)) continue;
          resolve(entry.startTime);
        }
      }).observe({ type: "largest-contentful-paint", buffered: true });
    });
  }, email);
}
