import { expect, test } from "./fixtures/test";
import { createAccount, signIn } from "./fixtures/people";

const documents = [
  ["/", 200],
  ["/unavailable", 503],
  ["/auth/error", 200],
  ["/auth/error?id=00000000-0000-0000-0000-000000000000", 200],
  ["/no/such/page", 404],
  ["/auth/none", 404],
  ["/api/none", 404],
] as const;

for (const [address, status] of documents) {
  test(`the scripts of ${address} run by a nonce that is new each time`, async ({ request }) => {
    const nonces = new Set<string>();
    for (const attempt of [1, 2]) {
      const response = await request.get(address);
      expect(response.status()).toBe(status);
      const policy = response.headers()["content-security-policy"] ?? "";
      const nonce = /script-src 'nonce-([^']+)' 'strict-dynamic'(;|$)/.exec(policy)?.[1] ?? "none";
      expect(policy).not.toContain("unsafe");
      const scripts = (await response.text()).match(/<script\b[^>]*>/g) ?? [];
      expect(scripts.length, `scripts at attempt ${attempt}`).toBeGreaterThan(0);
      for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`);
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(2);
  });
}

test("an address that does not exist says so and leads back", async ({ page }) => {
  const response = await page.goto("/no/such/page");
  expect(response?.status()).toBe(404);
  await expect(page.getByRole("heading", { name: "This page doesn’t exist" })).toBeVisible();
  await page.getByRole("link", { name: "Go to the start page" }).click();
  await expect(page).toHaveURL("/");
});

test("a form whose cookie is gone begins again on its own page, and one can go on", async ({
  page,
  context,
  stack,
}) => {
  const person = await createAccount(stack);
  await page.goto("/profile?tab=2");
  await context.clearCookies();
  await signIn(page, person);
  await expect(page.getByRole("alert").filter({ hasText: "nothing was sent" })).toBeFocused();
  await expect(page.getByLabel("Email")).toHaveValue(person.email);
  await signIn(page, person);
  await expect(page).toHaveURL("/profile?tab=2");
});

test("a browser without cookies is told so instead of being sent around for ever", async ({
  stack,
}) => {
  // Node's fetch follows redirects but keeps no cookies.
  for (const path of ["/dashboard", "/auth/registration", "/auth/recovery", "/auth/verification"]) {
    const response = await fetch(stack.appUrl + path);
    expect(await response.text(), path).toContain("This page needs a cookie");
  }
});
