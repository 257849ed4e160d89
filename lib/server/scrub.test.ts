import { describe, expect, it } from "vitest";
import { scrub } from "./scrub";

describe("scrub", () => {
  it.each([
    "GET /self-service/recovery?token=secret&flow=secret failed",
    "GET /a?token=1,secret;secret",
    "secret@example.com is not known",
    "secret@exämple.com is not known",
    "secret@localhost is not known",
    "the addresses a@example.com,secret@example.com",
    "the addresses <a@example.com>;secret@example.com",
    "/newsletter/secret%40example.com",
    "cookie: csrf_token_abc=secret; ory_session_local=secret",
    '{"csrf_token":"secret"}',
    "Authorization: Bearer secret",
    "Authorization: Bearer    secret",
    "ory_session_local= Bearer secret",
    "the token ory_st_secretsecretsecretsecret is over",
    "the token eyJhbGciOi.eyJzdWIiOi.secret is over",
    "session_token=binding.eyJhbGciOi.eyJzdWIiOi.secret",
  ])("leaves the secret out of: %s", (text) => {
    expect(scrub(text)).not.toContain("secret");
  });

  it.each([
    "two\nlines and a\ttab",
    "connect ECONNREFUSED 127.0.0.1:4000",
    "at run (/app/node_modules/@ory/client/dist/api.js:10:3)",
    "No usable answer from Ory to GET /self-service/login/browser",
    "identity 6f9619ff-8b86-d011-b42d-00cf4fc964ff",
  ])("keeps %j", (text) => {
    expect(scrub(text)).toBe(text);
  });

  it("removes colors and control characters", () => {
    expect(scrub("\u001b[31m⨯\u001b[39m a\u009b2Jb\u0000\r")).toBe("⨯ a2Jb");
  });

  it("cuts long text first, and drops the word that was cut", () => {
    const text = `${"a ".repeat(4_094)}ann@example.com${" b".repeat(4_000)}`;
    expect(scrub(text).slice(-5)).toBe("a a …");
    expect(scrub("a".repeat(20_000))).toBe("…");
  });
});
