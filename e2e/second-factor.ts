import { expect, type Page } from "@playwright/test";
import { enrolTotp, signIn } from "../ory/local/native-flows";
import { totpCode } from "../ory/local/seed-demo-users";
import { createAccount, type Person } from "./people";
import type { Stack } from "./stack";

export { totpCode };

/** Gives somebody an account with a password and an authenticator app, whose secret it returns. */
export async function createAccountWithTotp(
  stack: Stack,
): Promise<{ person: Person; secret: string }> {
  const person = await createAccount(stack);
  const { publicUrl } = stack.ory;
  const secret = await enrolTotp(publicUrl, await signIn(publicUrl, person), totpCode);
  return { person, secret };
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

/** Takes the second step, on the page that asks for it, with the code of an authenticator app. */
export async function confirmSecondStep(page: Page, secret: string): Promise<void> {
  await page.getByLabel("Authentication code").fill(totpCode(secret));
  await page.getByRole("button", { name: "Use Authenticator" }).click();
}

/** Makes backup codes, on the settings page that is open, and returns them. */
export async function makeBackupCodes(page: Page): Promise<string[]> {
  const section = page.getByRole("region", { name: "Backup codes" });
  await section.getByRole("button", { name: "Generate new backup recovery codes" }).click();
  const codes = section.getByRole("listitem");
  await expect(codes.first()).toBeVisible();
  const texts = await codes.allInnerTexts();
  await section.getByRole("button", { name: "Confirm backup recovery codes" }).click();
  await expect(page.getByText("Your changes have been saved")).toBeVisible();
  return texts;
}
