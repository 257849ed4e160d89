import { expect, test } from "./fixtures/test";
import { expectSignedIn, signOut } from "./fixtures/people";
import { signedInPerson } from "./fixtures/signed-in";

test.beforeEach(async ({ page, stack }) => {
  const person = await signedInPerson(page, stack);
  await page.goto("/dashboard");
  await expectSignedIn(page, person);
});

test("signing out ends the session at Ory, not only in this browser", async ({ page, context }) => {
  const cookies = await context.cookies();
  await signOut(page);
  await page.goto("/dashboard");
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();

  await context.addCookies(cookies);
  expect((await page.request.get("/api/session")).status()).toBe(401);
});

test("a GET of the sign-out address signs nobody out", async ({ page }) => {
  const response = await page.goto("/auth/logout");
  expect(response?.status()).toBe(405);
  expect((await page.request.get("/api/session")).status()).toBe(200);
});

test("a prefetch of Ory's own sign-out address signs nobody out", async ({ page }) => {
  const flow: unknown = await (await page.request.get("/self-service/logout/browser")).json();
  expect(flow).toHaveProperty("logout_token");
  const { logout_token: token } = flow as { logout_token: string };
  const address = `/self-service/logout?token=${token}`;

  // As browsers prefetch.
  const prefetched = page.waitForResponse((response) => response.url().endsWith(address));
  await page.evaluate((href) => {
    const link = Object.assign(document.createElement("link"), { rel: "prefetch", href });
    document.head.append(link);
  }, address);
  expect((await prefetched).status()).toBe(403);
  // As Next.js and other browsers announce a prefetch.
  const announcements: Record<string, string>[] = [
    { "next-router-prefetch": "1" },
    { rsc: "1" },
    { purpose: "prefetch" },
    { "sec-purpose": "prefetch;prerender" },
    { "x-moz": "prefetch" },
  ];
  for (const headers of announcements) {
    const response = await page.request.get(address, { headers });
    expect(response.status(), JSON.stringify(headers)).toBe(403);
  }
  expect((await page.request.get("/api/session")).status()).toBe(200);

  // The URL works without a prefetch.
  await page.request.get(address);
  expect((await page.request.get("/api/session")).status()).toBe(401);
});

test("a form on another origin signs nobody out", async ({ page, stack }) => {
  // Another port of the same host, for which the browser sends the session cookie.
  await page.route("http://localhost:9/attack", (route) =>
    route.fulfill({
      contentType: "text/html",
      body: `<form method="post" action="${stack.appUrl}/auth/logout"><button>Win</button></form>`,
    }),
  );
  await page.goto("http://localhost:9/attack");
  const answered = page.waitForResponse("**/auth/logout");
  await page.getByRole("button", { name: "Win" }).click();
  const answer = await answered;
  expect((await answer.request().allHeaders()).cookie).toContain("ory_session_local");
  expect(answer.status()).toBe(403);
  expect((await page.request.get("/api/session")).status()).toBe(200);
});

test("a sign-out that names no origin, or another site's, is refused", async ({ page, stack }) => {
  const refused: Record<string, string>[] = [
    {},
    { origin: "https://evil.example" },
    { origin: "null" },
    { origin: `${stack.appUrl}.evil.example` },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { origin: "https://evil.example", "sec-fetch-site": "same-origin" },
  ];
  for (const headers of refused) {
    const response = await page.request.post("/auth/logout", { headers, maxRedirects: 0 });
    expect(response.status(), JSON.stringify(headers)).toBe(403);
  }
  expect((await page.request.get("/api/session")).status()).toBe(200);

  const response = await page.request.post("/auth/logout", {
    headers: { origin: stack.appUrl },
    maxRedirects: 0,
  });
  expect(response.status()).toBe(303);
  expect((await page.request.get("/api/session")).status()).toBe(401);
});
