import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { FakeOry } from "../../scripts/test/fake-ory";
import { withSession } from "./with-session";

vi.mock("next/headers", () => ({ headers: () => Promise.resolve(new Headers()) }));

const app = "http://localhost:3000";
const cookie = "ory_session_local=abc";
const session = {
  id: "9f2b",
  active: true,
  issued_at: "2024-05-01T10:00:00Z",
  authenticated_at: "2024-05-01T10:00:00Z",
  expires_at: new Date(Date.now() + 3_600_000).toISOString(),
  authenticator_assurance_level: "aal1",
  identity: { id: "1c0e", traits: {} },
};

let ory: FakeOry;
beforeAll(async () => {
  ory = await FakeOry.start();
  vi.stubEnv("NEXT_PUBLIC_ORY_SDK_URL", ory.url);
});
afterAll(() => ory.close());

const handler = withSession((_request, { id }) => Response.json({ id }));

describe("a guarded handler", () => {
  it("gets the session, and its answer is nobody else's", async () => {
    ory.answerJson(200, session);
    const response = await handler(new Request(`${app}/api/x`, { headers: { cookie } }));
    expect(response.status).toBe(200);
    expect(response.headers.get("cache-control")).toBe("private, no-store");
    expect(await response.json()).toEqual({ id: "9f2b" });
  });

  it("may answer with a redirect", async () => {
    ory.answerJson(200, session);
    const redirecting = withSession(() => Response.redirect(`${app}/profile`));
    const response = await redirecting(new Request(`${app}/api/x`, { headers: { cookie } }));
    expect(response.status).toBe(302);
    expect(response.headers.get("cache-control")).toBe("private, no-store");
  });

  it.each([
    [401, 401, "unauthenticated"],
    [403, 403, "aal2_required"],
    [429, 503, "unavailable"],
    [500, 503, "unavailable"],
  ])("is not called when Ory answers %i: %i %s", async (fromOry, status, code) => {
    ory.answerJson(fromOry, { error: {} });
    const response = await handler(new Request(`${app}/api/x`, { headers: { cookie } }));
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ error: { code } });
    expect(response.headers.get("cache-control")).toBe("private, no-store");
    expect(response.headers.get("retry-after")).toBe(status === 503 ? "5" : null);
  });

  it("names the second step with the return_to of the request, if that is a good one", async () => {
    ory.answerJson(403, { error: {} });
    const redirectTo = async (returnTo: string) => {
      const url = `${app}/api/x?return_to=${encodeURIComponent(returnTo)}`;
      const response = await handler(new Request(url, { headers: { cookie } }));
      return JSON.stringify(await response.json());
    };
    expect(await redirectTo("/profile")).toContain(encodeURIComponent(`${app}/profile`));
    const hostile = await redirectTo("https://evil.example/");
    expect(hostile).toContain(encodeURIComponent(`${app}/dashboard`));
    expect(hostile).not.toContain("evil");
  });

  it.each<Record<string, string>>([{ origin: "https://evil.example" }, {}])(
    "refuses a change by cookie from %o without asking Ory",
    async (headers) => {
      ory.answerJson(200, session);
      const request = new Request(`${app}/api/x`, {
        method: "POST",
        headers: { cookie, ...headers },
      });
      const response = await handler(request);
      expect(response.status).toBe(403);
      expect(await response.json()).toMatchObject({ error: { code: "cross_origin" } });
      expect(ory.requests).toEqual([]);
    },
  );

  it("lets a change by cookie from this site pass, and one by token from anywhere", async () => {
    ory.answerJson(200, session);
    const allowed: Record<string, string>[] = [
      { cookie, origin: app },
      { "x-session-token": "tok" },
    ];
    for (const headers of allowed) {
      const request = new Request(`${app}/api/x`, {
        method: "POST",
        headers: headers,
      });
      expect((await handler(request)).status).toBe(200);
    }
  });
});
