import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { once } from "node:events";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { isUnder, oryPaths } from "../../lib/ory/paths";
import { createProxy } from "../../lib/proxy/proxy";
import { decideQuery } from "../../lib/proxy/query";
import { encoded, evil, headerValue, hostile, hostileReturnTo, partner, site } from "./hostile";

const settings = vi.hoisted(() => ({
  orySdkUrl: "",
  appOrigins: ["http://localhost:3000"],
  allowedReturnOrigins: ["https://partner.example"],
  trustedProxyHops: 0,
}));
vi.mock("../../lib/server/env", () => ({ env: () => settings }));

let received: IncomingMessage[] = [];
const ory = createServer((request, response) => {
  received.push(request);
  request.resume().once("end", () => {
    response.setHeader("set-cookie", "ory_session_a=1; Domain=evil.example; Path=/");
    response.end("{}");
  });
});
const proxy = createProxy();

beforeAll(async () => {
  await once(ory.listen(0, "localhost"), "listening");
  settings.orySdkUrl = `http://localhost:${(ory.address() as AddressInfo).port}`;
  vi.stubEnv("ORY_SDK_URL", settings.orySdkUrl);
  vi.spyOn(console, "error").mockReturnValue();
});
afterAll(() => {
  ory.closeAllConnections();
  ory.close();
});
beforeEach(() => {
  received = [];
});

const path = fc
  .tuple(
    fc.constantFrom("/", ...oryPaths, "/self-service/login", "/self-service/login/browser"),
    hostile,
  )
  .map(([prefix, text]) => `${prefix}${text}`);
const names = [
  ...["host", "x-forwarded-host", "x-forwarded-for", "x-forwarded-proto", "forwarded", "via"],
  ...["cookie", "authorization", "x-session-token", "origin", "content-type", "true-client-ip"],
  ...["x-http-method-override", "rsc", "purpose", "accept", "x-kratos-authenticated-identity-id"],
];
const headers = fc.dictionary(fc.constantFrom(...names), headerValue, { maxKeys: 6 });
const method = fc.constantFrom("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH");

test("whatever is asked, Ory gets its own paths, this host and its own cookies, or nothing", async () => {
  await fc.assert(
    fc.asyncProperty(method, path, headers, hostile, async (how, where, given, body) => {
      fc.pre(URL.canParse(where, "http://0.0.0.0:3000"));
      const url = new URL(where, "http://0.0.0.0:3000");
      fc.pre(url.host === "0.0.0.0:3000");
      received = [];
      const response = await proxy(
        new Request(url, { method: how, headers: given, ...(how === "POST" && { body }) }),
      );
      await response.arrayBuffer();
      if (how === "POST" && url.pathname === "/self-service/login/browser") {
        expect(response.status).toBe(303);
        const page = new URL(response.headers.get("location") ?? "", site);
        expect(page.origin + page.pathname).toBe(`${site}/auth/login`);
      } else {
        expect([200, 403, 404, 405]).toContain(response.status);
        expect(received.length).toBe(response.status === 200 ? 1 : 0);
      }
      for (const line of response.headers.getSetCookie()) expect(line).not.toMatch(/domain/i);
      for (const request of received) {
        const { pathname, searchParams } = new URL(request.url ?? "", settings.orySdkUrl);
        for (const reading of [pathname, decodeURIComponent(pathname)]) {
          expect(oryPaths.some((prefix) => isUnder(new URL(reading, site).pathname, prefix))).toBe(
            true,
          );
        }
        expect(
          Object.keys(request.headers).filter((name) => /^x-|^forwarded|^via/.test(name)),
        ).toEqual(request.headers["x-forwarded-host"] === undefined ? [] : ["x-forwarded-host"]);
        expect(
          JSON.stringify([request.headers.host, request.headers["x-forwarded-host"]]),
        ).not.toContain(evil);
        for (const pair of (request.headers.cookie ?? "").split("; ").filter(Boolean)) {
          expect(pair).toMatch(/^(ory_|csrf_token_)/);
        }
        for (const value of searchParams.getAll("return_to")) expectDecided(value);
      }
    }),
  );
});

const query = fc
  .array(
    fc.tuple(
      fc.constantFrom(
        "return_to",
        "after_verification_return_to",
        "aal",
        "refresh",
        "via",
        "%72eturn_to",
        "x",
      ),
      fc.oneof(hostile, hostileReturnTo).map((text) => encoded(text)),
    ),
  )
  .map((pairs) => `?${pairs.map((pair) => pair.join("=")).join("&")}`);

test("Ory gets no return_to to another origin, and each once", () => {
  const options = {
    origin: site,
    origins: [site],
    allowedOrigins: [partner],
    oryUrl: "http://ory",
  };
  fc.assert(
    fc.property(
      fc.constantFrom("/self-service/login/browser", "/self-service/login"),
      query,
      (at, search) => {
        const decided = new URLSearchParams(decideQuery(at, search, options));
        for (const name of ["return_to", "after_verification_return_to"]) {
          const values = decided.getAll(name);
          expect(values.length).toBeLessThanOrEqual(1);
          for (const value of values) expectDecided(value);
        }
        if (!at.endsWith("/browser")) return;
        for (const value of decided.getAll("aal")) expect(["aal1", "aal2"]).toContain(value);
        for (const value of decided.getAll("refresh")) expect(["true", "false"]).toContain(value);
      },
    ),
  );
});

function expectDecided(value: string): void {
  expect([site, partner]).toContain(new URL(value).origin);
  expect(new URL(value).username).toBe("");
}
