import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RawAnswer, send } from "../../e2e/fixtures/raw-http";
import { startApp } from "../../e2e/fixtures/start-app";
import { waitForHttp } from "../../e2e/fixtures/wait";
import { freePorts } from "../../scripts/local/ports";
import { FakeOry } from "../../scripts/test/fake-ory";
import { encoded, evil, headerValue, hostile, hostileReturnTo, secret } from "./hostile";
import { runs } from "./options";

let ory: FakeOry;
let app: ReturnType<typeof startApp>;
let url: string;
const log: string[] = [];

beforeAll(async () => {
  ory = await FakeOry.start();
  ory.answerJson(401, {});
  const [port = 0] = await freePorts(1);
  url = `http://localhost:${port}`;
  app = startApp({
    port,
    env: { NEXT_PUBLIC_ORY_SDK_URL: ory.url },
    log: (line) => log.push(line),
  });
  await waitForHttp(url, app.exited);
});
afterAll(async () => {
  app.kill();
  await app.exited;
  await ory.close();
});

/** Returns the characters that a program can put into a request line. */
const asTarget = (text: string) => text.replace(/[^\x21-\x7e\x80-\xff]/g, "");
const pages = [
  ...["/", "/dashboard", "/settings", "/profile/export", "/admin", "/auth/login", "/auth/error"],
  ...["/unavailable", "/api/session", "/api/health", "/self-service/login/browser", "/theme"],
  ...["/auth/logout", "/auth/extend", "/sessions/whoami", "/_next/static/", "/_next/data/"],
];
const target = fc.oneof(
  hostile.map((text) => `/${asTarget(text)}`),
  fc.tuple(fc.constantFrom(...pages), hostile).map(([page, text]) => asTarget(page + text)),
  fc
    .tuple(
      fc.constantFrom(...pages),
      fc.constantFrom("return_to", "flow", "aal", "id"),
      hostileReturnTo,
    )
    .map(([page, name, text]) => `${page}?${name}=${encoded(text)}`),
);
const method = fc.constantFrom("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH");
const names = [
  ...["cookie", "host", "x-forwarded-host", "x-forwarded-proto", "x-middleware-subrequest"],
  ...["rsc", "next-router-state-tree", "next-router-prefetch", "next-url", "next-action", "range"],
  ...["origin", "content-type", "accept", "accept-language", "x-request-id", "if-none-match"],
];
const headers = fc.dictionary(fc.constantFrom(...names), headerValue, { maxKeys: 5 });

// Next.js itself responds to these with an error, before it changes anything.
const knownFailures = (answer: RawAnswer, given: Record<string, string>) =>
  answer.status === 500 &&
  ("next-action" in given || "content-type" in given || "next-router-state-tree" in given);

test("no request fails the server, leads to another origin or puts a secret into the log", async () => {
  await fc.assert(
    fc.asyncProperty(
      method,
      target,
      headers,
      hostile,
      secret,
      async (how, where, given, body, word) => {
        const all = {
          ...given,
          cookie: `${given.cookie ?? ""}; csrf_token_x=${word}`,
          authorization: `Bearer ${word}`,
        };
        const query = `${where.includes("?") ? "&" : "?"}token=${word}`;
        const answer = await send(url, how, where + query, all, how === "POST" ? body : undefined);
        if (!knownFailures(answer, given)) expect([500, 502, 504]).not.toContain(answer.status);
        const { location } = answer.headers;
        if (location !== undefined) {
          expect([url, "http://localhost:3000"]).toContain(new URL(location, url).origin);
        }
        expect(answer.headers["set-cookie"]?.join() ?? "").not.toContain(evil);
        const id = answer.headers["x-request-id"];
        expect(log.filter((line) => line.includes(word))).toEqual([]);
        for (const line of id === undefined ? [] : log.filter((one) => one.includes(String(id)))) {
          expect(() => JSON.parse(line) as unknown).not.toThrow();
        }
      },
    ),
    { numRuns: Math.ceil(runs / 4) },
  );
});
