import { describe, expect, it } from "vitest";
import { contentSecurityPolicy } from "./csp";

function directives(policy: Partial<Parameters<typeof contentSecurityPolicy>[0]> = {}) {
  const text = contentSecurityPolicy({
    origin: "https://app.example.com",
    formActionOrigins: [],
    development: false,
    ...policy,
  })("bm9uY2U=");
  return new Map(
    text.split("; ").map((directive) => {
      const [name = "", ...values] = directive.split(" ");
      return [name, values];
    }),
  );
}

describe("the content security policy", () => {
  it("runs scripts by nonce only in production", () => {
    expect(directives().get("script-src")).toEqual(["'nonce-bm9uY2U='", "'strict-dynamic'"]);
  });

  it("has no unsafe source anywhere in production", () => {
    expect([...directives().values()].flat().join(" ")).not.toContain("unsafe");
  });

  it("allows eval and inline styles in development, but no inline script", () => {
    const development = directives({ development: true });
    expect(development.get("script-src")).toContain("'unsafe-eval'");
    expect(development.get("script-src")).not.toContain("'unsafe-inline'");
    // A nonce would turn 'unsafe-inline' off.
    expect(development.get("style-src")).toEqual(["'self'", "'unsafe-inline'"]);
  });

  it.each([
    ["default-src", "'self'"],
    ["object-src", "'none'"],
    ["base-uri", "'none'"],
    ["frame-ancestors", "'none'"],
  ])("says %s %s", (name, value) => {
    expect(directives().get(name)).toEqual([value]);
  });

  it("lets forms go to this site and to the configured providers alone", () => {
    expect(directives().get("form-action")).toEqual(["'self'"]);
    expect(
      directives({ formActionOrigins: ["https://github.com", "https://accounts.google.com"] }).get(
        "form-action",
      ),
    ).toEqual(["'self'", "https://github.com", "https://accounts.google.com"]);
  });

  it("upgrades requests on TLS only: on plain http the site would lose its own files", () => {
    expect(directives().get("upgrade-insecure-requests")).toEqual([]);
    expect(directives({ origin: "http://localhost:3000" }).has("upgrade-insecure-requests")).toBe(
      false,
    );
  });

  it("fits into one header line", () => {
    const policy = contentSecurityPolicy({
      origin: "http://localhost:3000",
      formActionOrigins: [],
      development: true,
    })("n");
    expect(policy).toMatch(/^[\x20-\x7e]+$/);
  });
});
