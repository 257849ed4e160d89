import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { unstable_doesMiddlewareMatch as doesMiddlewareMatch } from "next/experimental/testing/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { send } from "../../scripts/test/raw-http";
import { config } from "../../middleware";
import { noDocumentPolicy } from "../server/csp";
import { gateRequests } from "./server-process";

const session = "ory_session_local=MTczMg";
const inAMinute = Math.floor(Date.now() / 1000) + 60;
const claims = Buffer.from(JSON.stringify({ exp: inAMinute })).toString("base64url");
const valid = `${session}; session_token=binding.head.${claims}.signature`;

/** The request's headers after the listener. */
let seen: IncomingHttpHeaders;
const server = createServer((request, response) => {
  seen = { ...request.headers };
  response.end();
});
let url: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  url = `http://localhost:${(server.address() as AddressInfo).port}`;
  gateRequests({
    NODE_ENV: "production",
    APP_URL: `${url},https://app.example.com`,
    ORY_SESSION_TOKEN_TEMPLATE: "session",
  });
});
afterAll(() => {
  server.close();
});

async function ask(path: string, headers: Record<string, string> = {}) {
  const answer = await send(url, "GET", path, headers);
  const policy = answer.headers["content-security-policy"];
  return {
    policy,
    nonce: /'nonce-([^']+)'/.exec(String(policy))?.[1],
    cacheControl: answer.headers["cache-control"],
    reachesMiddleware: doesMiddlewareMatch({ config, url: url + path, headers: seen }),
  };
}

describe("a request to a server of its own", () => {
  it.each([
    ["the start page", "/", {}],
    ["the sign-in page", "/auth/login?flow=1", {}],
    ["a page that is not there", "/no/such/page", {}],
    ["a page that uses a token, with one", "/dashboard", { cookie: valid }],
    ["a page that asks Ory itself", "/settings", { cookie: session }],
    ["a protected page that has no use for a token", "/profile", { cookie: session }],
  ])("is spared the middleware: %s", async (_, path, headers) => {
    const { policy, nonce, reachesMiddleware } = await ask(path, headers);
    expect(reachesMiddleware).toBe(false);
    expect(nonce).toHaveLength(36);
    // Next.js gives its scripts the nonce in the browser's policy.
    expect(seen["content-security-policy"]).toBe(policy);
  });

  it.each([
    ["who is signed out", "/dashboard", {}],
    ["who is signed out, inside the app", "/dashboard?_rsc=1", { rsc: "1" }],
    ["a page that uses a token, without one", "/dashboard", { cookie: session }],
    ["the page of an outage", "/unavailable?return_to=/", {}],
  ])("goes through the middleware: %s", async (_, path, headers) => {
    const { policy, reachesMiddleware } = await ask(path, headers);
    expect(reachesMiddleware).toBe(true);
    expect(policy).toBeUndefined();
    expect(seen["x-requested-path"]).toBeUndefined();
  });

  it("goes through the middleware when its token is over", async () => {
    const past = Buffer.from(JSON.stringify({ exp: inAMinute - 120 })).toString("base64url");
    const { reachesMiddleware } = await ask("/dashboard", { cookie: valid.replace(claims, past) });
    expect(reachesMiddleware).toBe(true);
  });

  it("has a nonce that no other has", async () => {
    const nonces = new Set<string | undefined>();
    for (let count = 0; count < 10; count++) nonces.add((await ask("/")).nonce);
    expect(nonces).not.toContain(undefined);
    expect(nonces.size).toBe(10);
  });

  it("has the policy of the origin that it came in by", async () => {
    const { policy } = await ask("/", { host: "app.example.com" });
    expect(policy).toContain("upgrade-insecure-requests");
    expect((await ask("/")).policy).not.toContain("upgrade-insecure-requests");
    expect((await ask("/", { host: "evil.example" })).nonce).toBeDefined();
  });

  it("has a policy of ours, whatever the client says", async () => {
    const forged = { "content-security-policy": "script-src 'nonce-forged'" };
    expect((await ask("/", forged)).policy).not.toContain("forged");
    expect(seen["content-security-policy"]).not.toContain("forged");
    expect((await ask("/dashboard", forged)).reachesMiddleware).toBe(true);
    await ask("/self-service/login/browser", forged);
    expect(seen["content-security-policy"]).toBeUndefined();
  });

  it("has the policy of what is no document when it is a navigation inside the app", async () => {
    const { policy, reachesMiddleware } = await ask("/settings", { cookie: session, rsc: "1" });
    expect(policy).toBe(noDocumentPolicy);
    expect(reachesMiddleware).toBe(false);
  });

  it("is for no cache when it is for a protected page", async () => {
    expect((await ask("/settings", { cookie: session })).cacheControl).toBe("private, no-store");
    expect((await ask("/")).cacheControl).toBeUndefined();
  });

  it("tells the page what was asked for, whatever the client says", async () => {
    const forged = { "x-requested-path": "/forged" };
    await ask("/profile?q=a%20b&_rsc=1", { ...forged, cookie: session });
    expect(seen["x-requested-path"]).toBe("/profile?q=a%20b");
    expect((await ask("/dashboard", forged)).reachesMiddleware).toBe(true);
  });

  it.each([
    "/_next/static/chunks/a.js",
    "/api/session",
    "/self-service/login/browser",
    "/sessions/whoami",
    "/.well-known/ory/webauthn.js",
    "/.ory/anything",
    "/ui/login",
  ])("has neither policy nor middleware: %s", async (path) => {
    const { policy, reachesMiddleware } = await ask(path);
    expect(policy).toBeUndefined();
    expect(reachesMiddleware).toBe(false);
  });

  it.each(["/_next/other", "/uint", "/ui", "/sessions/whoami/x", "/a.b", "/api/none"])(
    "has a policy, as the middleware would give it one: %s",
    async (path) => {
      expect((await ask(path)).nonce).toBeDefined();
      expect(doesMiddlewareMatch({ config, url: url + path })).toBe(true);
    },
  );
});
