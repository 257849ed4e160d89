import { generateKeyPairSync, randomUUID } from "node:crypto";
import { type Stack, startStack } from "../../e2e/fixtures/stack";
import { socialSettings } from "../../scripts/local/social-providers";
import type { Variables } from "./run-doctor";

export interface Healthy {
  stack: Stack;
  /** The environment in which `npm run dev` would use this system. */
  development: Variables;
  /** The environment of `npm start`. */
  production: Variables;
  tokenMode: Variables;
  stop: () => Promise<void>;
}

/** The one provider whose button redirects without a request from Ory first. */
const social = { GITHUB_CLIENT_ID: "a-client", GITHUB_CLIENT_SECRET: "a-secret" };

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

/** Returns the environment in which `npm run dev` would use this system. */
export function developmentVariables({ appUrl, ory }: Stack): Variables {
  return {
    PORT: new URL(appUrl).port,
    APP_URL: appUrl,
    // The default is the examples' origins, which don't run here.
    ALLOWED_RETURN_ORIGINS: appUrl,
    NEXT_PUBLIC_ORY_SDK_URL: ory.publicUrl,
    ORY_ADMIN_URL: ory.adminUrl,
    MAIL_PORT: new URL(ory.mailUrl).port,
    SMTP_PORT: String(ory.smtpPort),
  };
}

/** Generates a signing key: the private set for Kratos, the public one for the app. */
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
