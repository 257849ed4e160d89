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
