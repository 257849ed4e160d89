import { expect, test } from "./fixtures/fault-fixtures";
import { faults } from "./fixtures/fault-proxy";
import { expectSignedIn } from "./fixtures/people";
import { send } from "./fixtures/raw-http";
import { cookieHeader, signedInPerson } from "./fixtures/signed-in";

const deepLink = "/dashboard?tab=a%2Fb&q=one+two";

for (const fault of faults) {
  test(`when Ory's answers are "${fault}", nobody is signed out, and afterwards all is well`, async ({
    page,
    context,
    stack,
    oryProxy,
  }) => {
    const person = await signedInPerson(page, stack);
    const before = await context.cookies();
    const cookie = await cookieHeader(context);
    const visited: string[] = [];
    page.on("framenavigated", (frame) => visited.push(frame.url()));

    await oryProxy.breakWith(fault);
    const [response, api] = await Promise.all([
      page.goto(deepLink),
      send(stack.appUrl, "GET", "/api/session", { cookie, accept: "application/json" }),
    ]);
    if (fault === "slow 2 s") {
      // The page waits for a slow Ory, which isn't down.
      await expectSignedIn(page, person);
      expect(api.status).toBe(200);
    } else {
      expect(response?.status()).toBe(503);
      expect(response?.headers()["retry-after"]).toMatch(/^\d+$/);
      expect(new URL(page.url()).pathname).toBe("/unavailable");
      await expect(page.getByText("You have not been signed out")).toBeVisible();
      expect(api.status).toBe(503);
      expect(api.headers["retry-after"]).toMatch(/^\d+$/);
      expect(api.headers["set-cookie"]).toBeUndefined();
      expect(JSON.parse(api.body)).toMatchObject({ error: { code: "unavailable" } });
    }
    expect(visited.join()).not.toContain("/auth/login");
    expect(await context.cookies()).toEqual(before);

    await oryProxy.recover();
    if (fault === "slow 2 s") await page.reload();
    else await page.getByRole("link", { name: "Try again" }).click();
    await expectSignedIn(page, person);
    await expect(page).toHaveURL(deepLink);
    expect((await send(stack.appUrl, "GET", "/api/session", { cookie })).status).toBe(200);
  });
}

test("no page asks Ory more than once whose session it is, and none without a cookie", async ({
  page,
  context,
  stack,
  oryProxy,
}) => {
  await signedInPerson(page, stack);
  const cookie = await cookieHeader(context);
  for (const [path, calls] of [
    ["/", 1],
    ["/dashboard", 1],
    ["/profile", 1],
    ["/settings", 1],
    ["/settings/sessions", 1],
    ["/dashboard/confidential", 1],
    ["/dashboard/client", 0],
    ["/profile/export", 1],
  ] as const) {
    for (const [headers, expected] of [
      [{ cookie }, calls],
      [{}, 0],
    ] as const) {
      oryProxy.requests = [];
      await send(stack.appUrl, "GET", path, headers);
      const checks = oryProxy.requests.filter((request) => request.path === "/sessions/whoami");
      expect(checks, `${path} with ${JSON.stringify(headers)}`).toHaveLength(expected);
    }
  }
});
