import { type Browser, chromium, type Page } from "@playwright/test";
import { launchOptions } from "../../scripts/test/browser";
import { startStep } from "../../scripts/local/step";
import { type Running, startTarget } from "./running";
import { targets } from "./targets";
import type { Workspace } from "./workspace";
import type { World } from "./world";

/** Milliseconds until a sign-in form was usable, one per visit with an empty cache. */
export interface SignInTimes {
  target: string;
  network: NetworkName;
  milliseconds: number[];
}

/** As in browsers' developer tools. */
const networks = {
  "no limit": undefined,
  "1.6 Mbit/s, 150 ms": {
    offline: false,
    latency: 150,
    downloadThroughput: 1_600_000 / 8,
    uploadThroughput: 750_000 / 8,
  },
} as const;

type NetworkName = keyof typeof networks;

const measured = [targets.asItIs, targets.elements];

/** Opens sign-in pages as a first-time visitor. */
export async function signInTimes(
  visits: number,
  world: World,
  workspace: Workspace,
): Promise<SignInTimes[]> {
  for (const target of measured) await workspace.build(target.app);
  const step = startStep("Time until the sign-in form can be used");
  const browser = await chromium.launch(launchOptions());
  try {
    const times: SignInTimes[] = [];
    for (const target of measured) {
      step.update(target.name);
      const running = await startTarget(target, world.appUrl, world, workspace);
      try {
        await usableAfter(browser, running, "no limit");
        for (const network of Object.keys(networks).filter(isNetwork)) {
          step.update(`${target.name}, ${network}`);
          const milliseconds: number[] = [];
          for (let visit = 0; visit < visits; visit++) {
            milliseconds.push(await usableAfter(browser, running, network));
          }
          times.push({ target: target.name, network, milliseconds });
        }
      } finally {
        await running.stop();
      }
    }
    step.done("The sign-in forms could be used.");
    return times;
  } finally {
    await browser.close();
  }
}

function isNetwork(name: string): name is NetworkName {
  return name in networks;
}

async function usableAfter(
  browser: Browser,
  running: Running,
  network: NetworkName,
): Promise<number> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const limits = networks[network];
    if (limits) {
      const session = await context.newCDPSession(page);
      await session.send("Network.enable");
      await session.send("Network.emulateNetworkConditions", limits);
    }
    await watchForm(page);
    // By the machine's clock, because redirects may lead to other origins.
    const started = Date.now();
    await page.goto(`${running.url}/auth/login`, { waitUntil: "commit", timeout: 60_000 });
    return (await page.evaluate(() => window.formUsable)) - started;
  } finally {
    await context.close();
  }
}

declare global {
  interface Window {
    /** When the sign-in form was usable, in milliseconds since 1970. */
    formUsable: Promise<number>;
  }
}

/**
 * Has every page record when it shows an enabled email field. Ory Elements disables its own until
 * React has hydrated it.
 */
async function watchForm(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.formUsable = new Promise((resolve, reject) => {
      setTimeout(reject, 60_000, new Error("The sign-in form can't be used."));
      const timer = setInterval(() => {
        const field = document.querySelector<HTMLInputElement>("[name=identifier], #identifier");
        if (!field?.checkVisibility() || field.disabled) return;
        // Style sheets may still be loading.
        if (performance.getEntriesByName("first-contentful-paint").length === 0) return;
        clearInterval(timer);
        resolve(Date.now());
      }, 4);
    });
  });
}
