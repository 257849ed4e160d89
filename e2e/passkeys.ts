import type { Page } from "@playwright/test";

/**
 * Plugs a passkey authenticator into this page's browser: it confirms whatever it is asked, as a
 * fingerprint would.
 *
 * @see https://chromedevtools.github.io/devtools-protocol/tot/WebAuthn/
 */
export async function addPasskeyAuthenticator(page: Page): Promise<PasskeyAuthenticator> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  const { authenticatorId } = await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    setPresence: async (enabled) => {
      await devtools.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId, enabled });
    },
    passkeyCount: async () => {
      const { credentials } = await devtools.send("WebAuthn.getCredentials", { authenticatorId });
      return credentials.length;
    },
  };
}

interface PasskeyAuthenticator {
  /** Whether somebody is there to confirm. A page that offers passkeys by itself asks at once. */
  setPresence: (enabled: boolean) => Promise<void>;
  passkeyCount: () => Promise<number>;
}
