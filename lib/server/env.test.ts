import { afterEach, describe, expect, it, vi } from "vitest";
import { env, parseEnv } from "./env";

const production = { NODE_ENV: "production", APP_URL: "https://app.example.com" };

function errorOf(source: Record<string, string | undefined>): string {
  try {
    parseEnv(source);
  } catch (error) {
    if (error instanceof Error) return error.message;
  }
  throw new Error("the environment was accepted");
}

/** Returns the error's lines about variables. */
function problems(source: Record<string, string | undefined>): string[] {
  return errorOf(source)
    .split("\n")
    .filter((line) => line.startsWith("  - "))
    .map((line) => line.slice(4));
}

describe("parseEnv", () => {
  it("needs nothing in development", () => {
    expect(parseEnv({})).toMatchObject({
      orySdkUrl: "http://localhost:4000",
      appOrigins: ["http://localhost:3000"],
      allowedReturnOrigins: [
        "http://localhost:3001",
        "http://localhost:3002",
        "http://localhost:3003",
      ],
      trustedProxyHops: 0,
    });
  });

  it("allows no other origin by itself in production", () => {
    expect(parseEnv(production).allowedReturnOrigins).toEqual([]);
  });

  it("reads every variable", () => {
    expect(
      parseEnv({
        ...production,
        NEXT_PUBLIC_ORY_SDK_URL: "https://slug.projects.oryapis.com/",
        ALLOWED_RETURN_ORIGINS: "https://partner.example/, https://b.example:443/path",
        ORY_PROJECT_API_TOKEN: "ory_pat_x",
        ORY_ADMIN_URL: "http://localhost:4001//",
        TRUSTED_PROXY_HOPS: "2",
      }),
    ).toMatchObject({
      orySdkUrl: "https://slug.projects.oryapis.com",
      appOrigins: ["https://app.example.com"],
      allowedReturnOrigins: ["https://partner.example", "https://b.example"],
      oryProjectApiToken: "ory_pat_x",
      oryAdminUrl: "http://localhost:4001",
      trustedProxyHops: 2,
    });
  });

  it("takes ORY_SDK_URL too, and NEXT_PUBLIC_ORY_SDK_URL first", () => {
    const ORY_SDK_URL = "http://localhost:4100";
    expect(parseEnv({ ORY_SDK_URL }).orySdkUrl).toBe(ORY_SDK_URL);
    expect(parseEnv({ ORY_SDK_URL, NEXT_PUBLIC_ORY_SDK_URL: "" }).orySdkUrl).toBe(ORY_SDK_URL);
    expect(
      parseEnv({ ORY_SDK_URL, NEXT_PUBLIC_ORY_SDK_URL: "http://localhost:4200" }).orySdkUrl,
    ).toBe("http://localhost:4200");
  });

  it("counts an empty value as missing", () => {
    const empty = {
      NEXT_PUBLIC_ORY_SDK_URL: "",
      ORY_SDK_URL: "",
      APP_URL: "",
      ALLOWED_RETURN_ORIGINS: "",
      ORY_PROJECT_API_TOKEN: "",
      ORY_ADMIN_URL: "",
      TRUSTED_PROXY_HOPS: "",
    };
    expect(parseEnv(empty)).toEqual(parseEnv({}));
    expect(parseEnv(empty).oryProjectApiToken).toBeUndefined();
  });

  it.each([
    ["NEXT_PUBLIC_ORY_SDK_URL", "localhost:4000", "an http(s) URL"],
    ["NEXT_PUBLIC_ORY_SDK_URL", "slug.projects.oryapis.com", "an http(s) URL"],
    ["ORY_SDK_URL", "ftp://ory.example", "an http(s) URL"],
    ["ORY_ADMIN_URL", "4001", "an http(s) URL"],
    ["APP_URL", "app.example.com", "an http(s) URL"],
    ["APP_URL", "https://a.example,b.example", "an http(s) URL"],
    ["APP_URL", "https://a.example,", "an http(s) URL"],
    ["ALLOWED_RETURN_ORIGINS", "*", "an http(s) URL"],
    ["ALLOWED_RETURN_ORIGINS", "javascript:alert(1)", "an http(s) URL"],
    ["TRUSTED_PROXY_HOPS", "one", "a whole number, 0 or more"],
    ["TRUSTED_PROXY_HOPS", "-1", "a whole number, 0 or more"],
    ["TRUSTED_PROXY_HOPS", "1.5", "a whole number, 0 or more"],
    ["TRUSTED_PROXY_HOPS", "Infinity", "a whole number, 0 or more"],
  ])("says of %s what was found (%s) and what is expected", (variable, found, expected) => {
    expect(problems({ ...production, [variable]: found })).toEqual([
      `${variable} is "${found}": expected ${expected}`,
    ]);
  });

  it("says everything that is wrong at once, each thing once", () => {
    expect(
      problems({ NODE_ENV: "production", ORY_SDK_URL: "x", ALLOWED_RETURN_ORIGINS: "a,b" }),
    ).toEqual([
      'ORY_SDK_URL is "x": expected an http(s) URL',
      'ALLOWED_RETURN_ORIGINS is "a,b": expected an http(s) URL',
      expect.stringMatching(/^APP_URL is missing: expected the public address/),
    ]);
  });

  it("says where the variables are described", () => {
    expect(errorOf({ APP_URL: "x" })).toMatch(/\.env\.example/);
  });

  it("requires APP_URL in production", () => {
    const missing = [expect.stringMatching(/^APP_URL is missing/)];
    expect(problems({ NODE_ENV: "production" })).toEqual(missing);
    expect(problems({ NODE_ENV: "production", APP_URL: "" })).toEqual(missing);
    expect(problems({ NODE_ENV: "production", VERCEL: "1" })).toEqual(missing);
  });

  it("takes Vercel's hosts for it there", () => {
    expect(
      parseEnv({ NODE_ENV: "production", VERCEL: "1", VERCEL_URL: "x.vercel.app" }).appOrigins,
    ).toEqual(["https://x.vercel.app"]);
  });

  it("prints no token, whatever else is wrong", () => {
    const message = errorOf({ ORY_PROJECT_API_TOKEN: "ory_pat_secret", APP_URL: "x" });
    expect(message).not.toContain("ory_pat_secret");
  });
});

describe("env", () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it("is read once, when it is first asked for", () => {
    vi.stubEnv("NEXT_PUBLIC_ORY_SDK_URL", "http://localhost:4100");
    expect(env().orySdkUrl).toBe("http://localhost:4100");
    vi.stubEnv("NEXT_PUBLIC_ORY_SDK_URL", "http://localhost:4200");
    expect(env().orySdkUrl).toBe("http://localhost:4100");
  });
});

describe("token mode", () => {
  const key = { kty: "EC", crv: "P-256", alg: "ES256", kid: "1", x: "a", y: "b" };
  const jwks = (...keys: object[]) => JSON.stringify({ keys });
  const on = {
    ORY_SESSION_TOKEN_TEMPLATE: "starter",
    ORY_SESSION_TOKEN_ISSUER: "https://auth.example.com/",
    ORY_SESSION_JWKS: jwks(key),
  };

  it("is off by default", () => {
    expect(parseEnv({}).sessionToken).toBeUndefined();
    expect(parseEnv({ ORY_SESSION_TOKEN_TEMPLATE: "" }).sessionToken).toBeUndefined();
  });

  it("takes a template, public keys and an issuer", () => {
    expect(parseEnv(on).sessionToken).toEqual({
      template: "starter",
      issuer: "https://auth.example.com/",
      jwks: { keys: [key] },
    });
  });

  it.each(Object.keys(on))("needs %s", (name) => {
    expect(problems({ ...on, [name]: "" })).toEqual([
      `${name} is missing: token mode needs all three`,
    ]);
  });

  it.each([
    ["no JSON", "{"],
    ["no key set", "[]"],
    ["an empty key set", jwks()],
    ["a key without an algorithm", jwks({ ...key, alg: undefined })],
    ["a symmetric algorithm", jwks({ ...key, alg: "HS256" })],
    ["a symmetric key", jwks({ ...key, kty: "oct" })],
    ["a private key", jwks(key, { ...key, d: "secret" })],
  ])("refuses %s, and does not repeat it", (_, value) => {
    const [problem, ...others] = problems({ ...on, ORY_SESSION_JWKS: value });
    expect(problem).toMatch(/^ORY_SESSION_JWKS is a value: expected/);
    expect(others).toEqual([]);
  });
});
