import { describe, expect, test } from "vitest";
import { socialProviders, socialSettings } from "./social-providers";

const google = { GOOGLE_CLIENT_ID: "g-id", GOOGLE_CLIENT_SECRET: "g-secret" };
const oidc = {
  OIDC_ISSUER: "https://id.example.com",
  OIDC_CLIENT_ID: "o-id",
  OIDC_CLIENT_SECRET: "o-secret",
};

test("no provider is on unless the environment says so, and Kratos is told nothing", () => {
  expect(socialProviders({ GOOGLE_CLIENT_ID: "", OIDC_ISSUER: "" })).toEqual([]);
  expect(socialSettings({})).toEqual({});
});

test("a client id and its secret switch a provider on", () => {
  expect(socialProviders(google)).toEqual([
    expect.objectContaining({ id: "google", client_id: "g-id", client_secret: "g-secret" }),
  ]);
  expect(socialProviders({ ...google, ...oidc })).toMatchObject([
    { id: "google", provider: "google" },
    { id: "oidc", provider: "generic", issuer_url: "https://id.example.com" },
  ]);
});

test("Kratos is told all of it as one value", () => {
  const settings = socialSettings(google);
  expect(settings.SELFSERVICE_METHODS_OIDC_ENABLED).toBe("true");
  expect(JSON.parse(settings.SELFSERVICE_METHODS_OIDC_CONFIG_PROVIDERS ?? "")).toEqual(
    socialProviders(google),
  );
});

describe("half of a provider is an error that names the other half", () => {
  test.each([
    [{ GOOGLE_CLIENT_ID: "x" }, "GOOGLE_CLIENT_SECRET is missing"],
    [{ GITHUB_CLIENT_SECRET: "x" }, "GITHUB_CLIENT_ID is missing"],
    [{ OIDC_ISSUER: "https://id.example.com" }, "OIDC_CLIENT_ID is missing"],
    [{ OIDC_CLIENT_ID: "x", OIDC_CLIENT_SECRET: "x" }, "OIDC_ISSUER is missing"],
    [{ ...oidc, OIDC_ISSUER: "id.example.com" }, 'OIDC_ISSUER is "id.example.com": expected'],
  ])("%o", (environment, message) => {
    expect(() => socialProviders(environment)).toThrow(message);
  });
});

test("where Ory asks for the secrets elsewhere, they need not be here", () => {
  expect(socialProviders({ GITHUB_CLIENT_ID: "x" }, "elsewhere")).toMatchObject([
    { id: "github", client_secret: "" },
  ]);
});
