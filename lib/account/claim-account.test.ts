import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { FakeOry } from "../../scripts/test/fake-ory";
import { claimAccount, findUnprovedAccount } from "./claim-account";

// e2e/attacks/account-pre-hijacking.spec.ts uses a real Ory. These tests cover Ory's failures.

let ory: FakeOry;

beforeAll(async () => {
  ory = await FakeOry.start();
  vi.stubEnv("NEXT_PUBLIC_ORY_SDK_URL", ory.url);
  vi.stubEnv("ORY_ADMIN_URL", ory.url);
  vi.spyOn(console, "error").mockReturnValue(undefined);
});
afterAll(() => ory.close());

const account = { identityId: "1", credentials: ["password"], addressIndex: 0 };

it("counts the address as unproved again if the earlier ways to sign in can't be removed", async () => {
  ory.answerWith(({ method }, response) => {
    response.writeHead(method === "PATCH" ? 200 : 503).end("{}");
  });
  expect(await claimAccount(account, "ory_session_local=a")).toBe(false);
  expect(ory.requests.at(-1)?.path).toBe("/admin/identities/1");
});

it("fails if another session comes back however often it is ended", async () => {
  ory.answerWith(({ url }, response) => {
    const flow = { id: "1", ui: { action: "/", method: "POST", nodes: [] } };
    const answer = url === "/sessions" ? [{ id: "2" }] : flow;
    response.setHeader("content-type", "application/json").end(JSON.stringify(answer));
  });
  expect(await claimAccount(account, "ory_session_local=a")).toBe(false);
});

it("doesn't take a failure of Ory for an account without an unproved address", async () => {
  ory.answer(503, "");
  await expect(findUnprovedAccount("ann@example.com")).rejects.toThrow();
});
