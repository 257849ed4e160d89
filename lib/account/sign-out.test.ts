import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { FakeOry } from "../../scripts/test/fake-ory";
import { signOut } from "./sign-out";

let ory: FakeOry;
beforeAll(async () => {
  ory = await FakeOry.start();
  vi.stubEnv("NEXT_PUBLIC_ORY_SDK_URL", ory.url);
});
afterAll(() => ory.close());

it.each([
  [200, { outcome: "signed_out", setCookies: [] }],
  [404, { outcome: "signed_out", setCookies: [] }],
  [503, { outcome: "unavailable" }],
])("believes a 401 of an Ory whose health is %i accordingly", async (status, result) => {
  ory.answerWith(({ url }, response) => {
    response.writeHead(url === "/health/ready" ? status : 401).end("{}");
  });
  expect(await signOut("ory_session_local=abc")).toEqual(result);
});

// Extending sets a new cookie, next to the session's old cookie of a parent domain.
it("signs out a session that two cookies carry", async () => {
  let live = true;
  const json = { "content-type": "application/json" };
  ory.answerWith(({ url = "" }, response) => {
    if (url === "/health/ready") response.end();
    else if (!live) response.writeHead(401, json).end("{}");
    else if (url.includes("token=")) {
      live = false;
      response.writeHead(204).end();
    } else {
      // Long enough for a second request in between.
      setTimeout(() => response.writeHead(200, json).end('{"logout_token":"t"}'), 100);
    }
  });
  const result = await signOut("ory_session_local=a; ory_session_local=b");
  expect(result.outcome).toBe("signed_out");
});
