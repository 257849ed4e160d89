import { generateKeyPairSync, randomUUID } from "node:crypto";
import { type Stack, startStack } from "../../e2e/fixtures/stack";
import { socialSettings } from "../../scripts/local/social-providers";
import type { Variables } from "./run-doctor";

export interface Healthy {
  stack: Stack;
  /** What `npm run dev` would be started with to be this system. */
  development: Variables;
  /** What `npm start` is started with. */
  production: Variables;
  /** What switches token mode on. */
  tokenMode: Variables;
  stop: () => Promise<void>;
}

/** The one whose button leads away without Ory asking it for anything first. */
const social = { GITHUB_CLIENT_ID: "a-client", GITHUB_CLIENT_SECRET: "a-secret" };

/** Starts a system in which all is right. */
export async function healthySystem(): Promise<Healthy> {
  const keys = tokenKeys();
  const templates = { starter: { jwks_url: keys.privateUrl } };
  const stack = await startStack({
    oryEnv: {
      SESSION_WHOAMI_TOKENIZER_TEMPLATES: JSON.stringify(templates),
      ...socialSettings(social),
    },
  });
  const { appUrl, ory } = stack;
  return {
    stack,
    development: { ...developmentVariables(stack), ...social },
    production: {
      APP_URL: appUrl,
      NEXT_PUBLIC_ORY_SDK_URL: ory.publicUrl,
      ORY_ADMIN_URL: ory.adminUrl,
      ...social,
    },
    tokenMode: {
      ORY_SESSION_TOKEN_TEMPLATE: "starter",
      ORY_SESSION_JWKS: keys.publicSet,
      ORY_SESSION_TOKEN_ISSUER: `${appUrl}/`,
    },
    stop: stack.stop,
  };
}

/** What `npm run dev` would be started with to be this system. */
export function developmentVariables({ appUrl, ory }: Stack): Variables {
  return {
    PORT: new URL(appUrl).port,
    APP_URL: appUrl,
    // The examples' own by default, and there are none.
    ALLOWED_RETURN_ORIGINS: appUrl,
    NEXT_PUBLIC_ORY_SDK_URL: ory.publicUrl,
    ORY_ADMIN_URL: ory.adminUrl,
    MAIL_PORT: new URL(ory.mailUrl).port,
    SMTP_PORT: String(ory.smtpPort),
  };
}

/** Makes a signing key: the private set as Kratos takes it, the public one as the app does. */
export function tokenKeys(): { privateUrl: string; publicSet: string } {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const about = { kid: randomUUID(), alg: "ES256", use: "sig" };
  const set = (key: typeof privateKey) =>
    JSON.stringify({ keys: [{ ...key.export({ format: "jwk" }), ...about }] });
  return {
    privateUrl: `base64://${Buffer.from(set(privateKey)).toString("base64")}`,
    publicSet: set(publicKey),
  };
}
