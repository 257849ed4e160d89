import { expect, type Page } from "@playwright/test";
import { totpCode } from "../ory/local/seed-demo-users";
import { expectSignedIn, type Person, signIn } from "./people";

export { totpCode };

/** Signs in and sets up an authenticator app in the settings; returns its secret. */
export async function enrolTotp(page: Page, person: Person): Promise<string> {
  await page.goto("/dashboard");
  await signIn(page, person);
  await expectSignedIn(page, person);
  return addTotp(page);
}

/** Sets up an authenticator app for who is signed in; returns its secret. */
export async function addTotp(page: Page): Promise<string> {
  await page.goto("/settings");
  const totp = page.getByRole("region", { name: "Authenticator app" });
  const secret = await totp.getByText(/^[A-Z2-7]{32}$/).innerText();
  await totp.getByLabel("Verify code").fill(totpCode(secret));
  await totp.getByRole("button", { name: "Save" }).click();
  await expect(totp.getByRole("button", { name: /unlink/i })).toBeVisible();
  return secret;
}
