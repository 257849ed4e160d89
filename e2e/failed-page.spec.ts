import { expect, test } from "./fixtures/fault-fixtures";
import { expectSignedIn } from "./fixtures/people";
import { sessionCookie } from "./fixtures/session-cookie";
import { cookieHeader, signedInPerson } from "./fixtures/signed-in";

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with script" : "without script", () => {
    test.use({ javaScriptEnabled });

    test("a page that fails once says so, and trying again shows it", async ({
      page,
      context,
      stack,
      oryProxy,
    }) => {
      const person = await signedInPerson(page, stack);
      const cookie = await cookieHeader(context);
      const whoami = `${stack.ory.publicUrl}/sessions/whoami`;
      const session = await (await fetch(whoami, { headers: { cookie } })).text();
      // Nested too deeply for the page to serialize as JSON.
      const deep = "[".repeat(100_000) + "]".repeat(100_000);
      oryProxy.answers.set("/sessions/whoami", session.replace(/^\{/, `{"deep":${deep},`));
      const response = await page.goto("/dashboard?tab=2");
      expect(response?.status()).toBe(500);
      await expect(page.getByRole("heading", { name: "This page failed" })).toBeVisible();
      await expect(page.getByText(/signed in/i)).toHaveCount(0);
      await expect(page.getByText(response?.headers()["x-request-id"] ?? "none")).toBeVisible();

      oryProxy.answers.clear();
      await page.getByRole("link", { name: "Try again" }).click();
      await expectSignedIn(page, person);
      await expect(page).toHaveURL("/dashboard?tab=2");
    });

    test("a form of a page from before a deployment sends nothing, and says how to go on", async ({
      page,
      stack,
    }) => {
      const person = await signedInPerson(page, stack);
      await sessionCookie(stack.appUrl, person);
      await page.goto("/settings/sessions");
      // This build has no action with that id.
      const unknown = "40".padEnd(42, "0");
      const fields = page.locator('input[name^="$ACTION_"]');
      await fields.evaluateAll((inputs: HTMLInputElement[], id) => {
        for (const input of inputs) {
          input.name = input.name.replace(/[0-9a-f]{42}/, id);
          input.value = input.value.replace(/[0-9a-f]{42}/, id);
        }
      }, unknown);
      await page.route("**/settings/sessions", (route) => {
        const headers = route.request().headers();
        const isAction = headers["next-action"] !== undefined;
        return route.continue(isAction ? { headers: { ...headers, "next-action": unknown } } : {});
      });
      await page.getByRole("button", { name: "Sign out all other devices" }).click();
      await expect(page.getByRole("heading", { name: "This site was updated" })).toBeVisible();
      await page.unrouteAll();
      await page.getByText("Load it again", { exact: true }).click();
      await expect(page.getByRole("heading", { name: "Devices", exact: true })).toBeVisible();
    });
  });
}

test("a page that fails in the browser asks the server again", async ({ page, stack }) => {
  const person = await signedInPerson(page, stack);
  // On the first visit, the browser can't format a time.
  await page.addInitScript(() => {
    if (sessionStorage.getItem("visited")) return;
    sessionStorage.setItem("visited", "yes");
    Date.prototype.toLocaleString = () => {
      throw new Error("no");
    };
  });
  await page.goto("/dashboard");
  await expect(page.getByRole("heading", { name: "This page failed" })).toBeVisible();
  await page.getByRole("button", { name: "Try again" }).click();
  await expectSignedIn(page, person);
});
