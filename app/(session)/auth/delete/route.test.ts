import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeOry } from "@/scripts/test/fake-ory";
import { POST } from "./route";

// e2e/delete-account.spec.ts covers the flow with a real Ory. These are responses that a real Ory
// can't be made to send, after which nothing may be deleted.
const origin = "http://localhost:3000";
const session = {
  id: "s",
  active: true,
  issued_at: new Date().toISOString(),
  authenticated_at: new Date().toISOString(),
  expires_at: new Date(Date.now() + 3_600_000).toISOString(),
  authenticator_assurance_level: "aal1",
  identity: { id: "i" },
};

let ory: FakeOry;
let admin: FakeOry;
beforeAll(async () => {
  [ory, admin] = await Promise.all([FakeOry.start(), FakeOry.start()]);
  vi.stubEnv("NEXT_PUBLIC_ORY_SDK_URL", ory.url);
  vi.stubEnv("ORY_ADMIN_URL", admin.url);
  vi.spyOn(console, "error").mockReturnValue(undefined);
});
afterAll(() => Promise.all([ory.close(), admin.close()]));
beforeEach(() => {
  ory.answerJson(200, session);
  admin.answer(204, "");
});

function send(body = "person=i&confirm=yes", headers: Record<string, string> = { origin }) {
  const type = "application/x-www-form-urlencoded";
  const cookie = "theme=dark; ory_session_local=abc; session_token=x.y.z";
  return POST(
    new Request(`${origin}/auth/delete`, {
      method: "POST",
      headers: { "content-type": type, cookie, ...headers },
      body,
    }),
  );
}

async function leadsTo(answer: Promise<Response>): Promise<string | null> {
  const { status, headers } = await answer;
  expect(status).toBe(303);
  return headers.get("location");
}

it("deletes the session's own identity, and clears the session cookie", async () => {
  const answer = await send();
  expect(await leadsTo(Promise.resolve(answer))).toBe("/?account=deleted");
  expect(admin.requests.map(({ path }) => path)).toEqual(["/admin/identities/i"]);
  expect(answer.headers.getSetCookie()).toEqual([
    expect.stringMatching(/^ory_session_local=; .*Max-Age=0/),
  ]);
});

describe("deletes nothing, and keeps the cookies,", () => {
  it.each(["person=i", "person=i&confirm=no", "person=i&confirm="])(
    "without the tick: %o",
    async (body) => {
      const answer = await send(body);
      expect(await leadsTo(Promise.resolve(answer))).toBe("/settings/delete?confirm=missing");
      expect(admin.requests).toEqual([]);
      expect(answer.headers.getSetCookie()).toEqual([]);
    },
  );

  it("when somebody else is signed in than the form was rendered for", async () => {
    const answer = await send("person=somebody-else&confirm=yes");
    expect(await leadsTo(Promise.resolve(answer))).toMatch(/^\/auth\/account-changed\?/);
    expect(admin.requests).toEqual([]);
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  it("when the form names nobody", async () => {
    expect((await send("confirm=yes")).status).toBe(400);
    expect(admin.requests).toEqual([]);
  });

  it("when another site asks", async () => {
    expect((await send("person=i&confirm=yes", { origin: "https://evil.example" })).status).toBe(
      403,
    );
    expect((await send("person=i&confirm=yes", {})).status).toBe(403);
    expect(admin.requests).toEqual([]);
  });

  it.each([
    ["nobody is signed in", 401, {}, /login\?return_to=%2Fsettings%2Fdelete$/],
    ["the second step is to come", 403, {}, /aal=aal2.*%2Fsettings%2Fdelete$/],
    ["Ory fails", 500, {}, /^\/unavailable\?return_to=%2Fsettings%2Fdelete$/],
    [
      "the sign-in is old",
      200,
      { ...session, authenticated_at: new Date(Date.now() - 901_000).toISOString() },
      /refresh=true.*%2Fsettings%2Fdelete$/,
    ],
  ])("when %s", async (_, status, body, location) => {
    ory.answerWith(({ url }, response) => {
      const answer = url === "/health/ready" ? 200 : status;
      response.writeHead(answer, { "content-type": "application/json" }).end(JSON.stringify(body));
    });
    const answer = await send();
    expect(await leadsTo(Promise.resolve(answer))).toMatch(location);
    expect(admin.requests).toEqual([]);
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  it.each([401, 404, 429, 500])("when the admin API answers %i", async (status) => {
    admin.answerJson(status, {});
    const answer = await send();
    expect(await leadsTo(Promise.resolve(answer))).toMatch(/^\/unavailable/);
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  it("when the admin API hangs up", async () => {
    admin.answerWith((request) => request.socket.destroy());
    expect(await leadsTo(send())).toMatch(/^\/unavailable/);
  });
});

it("is done when the form is sent twice and the first one did it", async () => {
  admin.answerWith((_, response) => {
    ory.answerWith(({ url }, answer) => {
      answer.writeHead(url === "/health/ready" ? 200 : 401).end("{}");
    });
    response.writeHead(404).end("{}");
  });
  expect(await leadsTo(send())).toBe("/?account=deleted");
});
