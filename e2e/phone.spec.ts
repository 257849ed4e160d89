import { randomInt } from "node:crypto";
import { identitySchema, schemaSettings } from "../scripts/test/schemas/cases";
import { expectAccessible } from "./fixtures/accessible";
import { SmsGateway } from "./fixtures/sms-gateway";
import { newPerson } from "./fixtures/people";
import { expect, test as base } from "./fixtures/test";

// Accounts with a phone number instead of an email address. Ory sends their codes by SMS.

const phone = {
  type: "string",
  format: "tel",
  title: "Phone",
  "ory.sh/kratos": {
    credentials: {
      password: { identifier: true },
      code: { identifier: true, via: "sms" },
      passkey: { display_name: true },
    },
    verification: { via: "sms" },
  },
};
const schema = identitySchema({ properties: { phone }, required: ["phone"] });

const test = base.extend<object, { gateway: SmsGateway }>({
  gateway: [
    async ({}, use) => {
      const gateway = await SmsGateway.start();
      await use(gateway);
      await gateway.close();
    },
    { scope: "worker" },
  ],
  stackOptions: [
    async ({ gateway }, use) => {
      const oryEnv = { ...schemaSettings([["phone", schema]]), ...gateway.settings };
      await use({ oryEnv });
    },
    { scope: "worker" },
  ],
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with script" : "without script", () => {
    test.use({ javaScriptEnabled });

    test("a phone number signs up, and in with a code by SMS", async ({ page, gateway }) => {
      const number = `+49151${randomInt(10_000_000, 99_999_999)}`;
      const look = async (state: string) => {
        await expect(page.getByRole("main")).not.toContainText(/mail you|by mail/i);
        if (javaScriptEnabled) await expectAccessible(page, state);
      };
      const press = (name: string) => page.getByRole("button", { name, exact: true }).click();

      await page.goto("/auth/registration?return_to=/profile");
      await look("sign-up with a phone number");
      await page.getByLabel("Phone").fill(number);
      await press("Sign up");
      await page.getByLabel("Password", { exact: true }).fill(newPerson().password);
      await press("Sign up");
      await expect(page.getByRole("heading", { name: number })).toBeVisible();
      await look("the profile of a phone number");

      await press("Sign out");
      await page.goto("/dashboard?tab=2");
      await page.getByLabel("Phone").fill(number);
      await press("Send sign in code");
      await look("sign-in, the code sent by SMS");
      await page.getByLabel("Login code").fill(await gateway.readCode(number, /login code/));
      await press("Continue");
      // This code is the first proof of the number, so another person may have signed up with it.
      await look("a phone number that is confirmed");
      await page.getByRole("link", { name: "Go on" }).click();
      await expect(page).toHaveURL("/dashboard?tab=2");
      await expect(page.getByRole("heading", { name: `Welcome, ${number}` })).toBeVisible();
    });
  });
}
