import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { FakeOry } from "../../scripts/test/fake-ory";
import { listPeople } from "./people";

// e2e/roles.spec.ts uses a real Ory. These are responses that a real Ory doesn't send.
let ory: FakeOry;
beforeAll(async () => {
  ory = await FakeOry.start();
  vi.stubEnv("ORY_ADMIN_URL", ory.url);
  vi.spyOn(console, "error").mockReturnValue(undefined);
});
afterAll(() => ory.close());

it("shows an identity whose traits are not as expected, and nothing of it that is not asked for", async () => {
  ory.answerJson(200, [
    { id: "1", traits: { email: 7, phone: "1" }, metadata_admin: { note: "secret" } },
    { id: "2", metadata_public: { role: "admin" } },
  ]);
  expect(await listPeople()).toEqual({
    outcome: "found",
    people: [
      { id: "1", name: "", email: undefined, role: undefined, createdAt: undefined },
      { id: "2", name: "", email: undefined, role: "admin", createdAt: undefined },
    ],
    next: undefined,
  });
});

it("takes the next page's token as Ory writes it, and only that page's", async () => {
  ory.answerWith((_, response) => {
    response.setHeader("content-type", "application/json");
    response.setHeader(
      "link",
      '</admin/identities?page_size=50&page_token=a%2Bb>; rel="first",</admin/identities?page_token=c%2Fd%3D>; rel="next"',
    );
    response.end("[]");
  });
  expect(await listPeople("e+f")).toMatchObject({ next: "c/d=" });
  expect(ory.requests[0]?.path).toContain("page_token=e%2Bf");
});

it.each([
  [400, {}, "no_such_page"],
  [401, {}, "unavailable"],
  [500, {}, "unavailable"],
  [200, { identities: [] }, "unavailable"],
])("answers %i with %o: %s", async (status, body, outcome) => {
  ory.answerJson(status, body);
  expect(await listPeople("x")).toEqual({ outcome });
});
