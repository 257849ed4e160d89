import { expect, test } from "./fixtures/test";
import { signedInPerson } from "./fixtures/signed-in";

test.use({ stackOptions: { appEnv: { TRUSTED_PROXY_HOPS: "1" } } });

test("behind one proxy, the address that this proxy saw is the device's", async ({
  browser,
  stack,
}) => {
  const page = await browser.newPage({
    baseURL: stack.appUrl,
    // The client forged the left address. The proxy added the right one.
    extraHTTPHeaders: { "x-forwarded-for": "198.51.100.9, 203.0.113.7" },
  });
  await signedInPerson(page, stack);
  await page.goto("/settings/sessions");
  const here = page.getByRole("region", { name: "This device" });
  await expect(here).toContainText("203.0.113.7 ·");
  await expect(here).not.toContainText("198.51.100.9");
});
