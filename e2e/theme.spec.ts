import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/test";

test.use({ colorScheme: "light" });

test("the chosen theme is there at once, and stays", async ({ page }) => {
  await page.goto("/auth/login");
  await page.getByLabel("Email").fill("ann@example.com");
  const light = await background(page);
  await page.getByRole("button", { name: "Dark" }).click();
  await expect(page.getByRole("button", { name: "Dark" })).toHaveAttribute("aria-pressed", "true");
  expect(await background(page)).not.toBe(light);
  await expect(page.getByLabel("Email")).toHaveValue("ann@example.com");

  // Each response already sets the theme, so nothing flashes.
  for (const address of ["/", "/auth/login", "/nothing-here"]) {
    const answer = await page.goto(address);
    expect(await answer?.text()).toContain('data-theme="dark"');
    expect(await background(page)).not.toBe(light);
  }
  await page.getByRole("button", { name: "System" }).click();
  expect(await background(page)).toBe(light);
  await page.emulateMedia({ colorScheme: "dark" });
  expect(await background(page)).not.toBe(light);
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  test("the theme is a form that leads back to the page", async ({ page }) => {
    await page.goto("/unavailable?return_to=%2Fprofile");
    const light = await background(page);
    await page.getByRole("button", { name: "Dark" }).click();
    await expect(page).toHaveURL("/unavailable?return_to=%2Fprofile");
    await expect(page.getByRole("button", { name: "Dark" })).toHaveAttribute(
      "aria-pressed",
      "true",
    );
    expect(await background(page)).not.toBe(light);
  });
});

test("a theme from elsewhere, or an unknown one, leads nowhere", async ({ request, stack }) => {
  const post = (referer: string) =>
    request.post("/theme", {
      headers: { origin: stack.appUrl, referer },
      form: { theme: "url(https://evil.example)" },
      maxRedirects: 0,
    });
  for (const referer of [
    "https://evil.example/x",
    "//evil.example",
    `${stack.appUrl}.evil.example/`,
    "",
  ]) {
    const answer = await post(referer);
    expect([answer.status(), answer.headers().location]).toEqual([303, "/"]);
    expect(answer.headers()["set-cookie"]).toMatch(/^theme=system;/);
  }
});

function background(page: Page): Promise<string> {
  return page.evaluate(() => getComputedStyle(document.body).backgroundColor);
}
