import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/test";

test.use({ viewport: { width: 412, height: 823 } });

test("nothing moves on a sign-in page that comes in slowly", async ({ page }) => {
  await expectNoShift(page, "/auth/login");
  await expectNoShift(page, "/auth/registration");
});

/** Loads the page at 4,000 bytes a second, with its styles and scripts from the browser's cache. */
async function expectNoShift(page: Page, path: string): Promise<void> {
  await page.goto(path);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 0,
    downloadThroughput: 4000,
    uploadThroughput: -1,
  });
  await page.reload();
  await devtools.detach();

  const shown = await page.evaluate(async () => {
    const [navigation] = performance.getEntriesByType("navigation");
    const { responseStart, responseEnd } = navigation as PerformanceNavigationTiming;
    const moved: unknown[] = [];
    new PerformanceObserver((list) => {
      for (const shift of list.getEntries()) moved.push(shift.toJSON());
    }).observe({ type: "layout-shift", buffered: true });
    // The browser delivers buffered entries within two frames.
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
    return { took: responseEnd - responseStart, moved };
  });
  expect(shown.took, `${path}: ms between its first and its last byte`).toBeGreaterThan(500);
  expect(shown.moved, `${path}: what moved`).toEqual([]);
}
