import { expect, test } from "./fixtures/test";

test("a page that breaks its policy fails its test", async ({ page }) => {
  test.fail();
  await page.goto("/unavailable");
  const violation = page.waitForEvent("console");
  await page.evaluate(() => {
    document.body.setAttribute("onclick", "void 0");
  });
  expect((await violation).text()).toContain("Content Security Policy");
});

test("a page that throws fails its test, also in a context made by hand", async ({
  browser,
  baseURL,
}) => {
  test.fail();
  const page = await browser.newPage({ baseURL });
  await page.goto("/unavailable");
  const thrown = page.waitForEvent("pageerror");
  await page.evaluate(() => {
    setTimeout(() => {
      throw new Error("made up");
    });
  });
  await thrown;
  await page.close();
});
