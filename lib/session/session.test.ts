import {
  getRedirectStatusCodeFromError,
  getURLFromRedirectError,
} from "next/dist/client/components/redirect";
import { isRedirectError } from "next/dist/client/components/redirect-error";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { FakeOry } from "../../scripts/test/fake-ory";
import { oryConfig } from "../ory/config";
import { secondFactorPath } from "../return-to/addresses";
import { sitePath } from "../return-to/return-to";
import {
  checkSession,
  getSession,
  requireAal2,
  requireFreshSession,
  requireSession,
} from "./session";

const request = vi.hoisted(() => {
  const headers: Record<string, string> = {};
  return { headers, path: "/" };
});
vi.mock("next/headers", () => ({
  headers: () =>
    Promise.resolve(new Headers({ ...request.headers, "x-requested-path": request.path })),
}));

const login = oryConfig.project.login_ui_url;
const cookie = "ory_session_local=abc";
const hour = 3_600_000;
const session = {
  id: "9f2b",
  active: true,
  issued_at: "2024-05-01T10:00:00Z",
  authenticated_at: "2024-05-01T10:00:00.123456789Z",
  expires_at: new Date(Date.now() + hour).toISOString(),
  authenticator_assurance_level: "aal1",
  authentication_methods: [{ method: "password", completed_at: "2024-05-01T10:00:00Z" }],
  identity: { id: "1c0e", traits: { email: "ada@example.com" } },
  devices: [{ ip_address: "::1" }],
};

let ory: FakeOry;
beforeAll(async () => {
  ory = await FakeOry.start();
  vi.stubEnv("NEXT_PUBLIC_ORY_SDK_URL", `${ory.url}/`);
});
afterAll(() => ory.close());
afterEach(() => {
  vi.restoreAllMocks();
});

describe("checkSession", () => {
  it("is authenticated by a live session, and keeps what it does not know", async () => {
    ory.answerJson(200, session);
    expect(await checkSession({ cookie })).toMatchObject({
      outcome: "authenticated",
      session: { id: "9f2b", devices: [{ ip_address: "::1" }] },
    });
  });

  it.each([["the session is not active", { ...session, active: false }]])(
    "is anonymous when %s",
    async (_, body) => {
      ory.answerJson(200, body);
      expect(await checkSession({ cookie })).toEqual({ outcome: "anonymous" });
    },
  );

  it("is authenticated by a session that is over by this server's clock: Ory alone judges", async () => {
    ory.answerJson(200, { ...session, expires_at: "2024-05-02T10:00:00Z" });
    expect(await checkSession({ cookie })).toMatchObject({ outcome: "authenticated" });
  });

  it.each([
    ["JSON", JSON.stringify({ error: { code: 401 } })],
    ["a gateway's page", "<h1>Unauthorized</h1>"],
    ["nothing", ""],
  ])("is anonymous on 401 with %s", async (_, body) => {
    ory.answer(401, body);
    expect(await checkSession({ cookie })).toEqual({ outcome: "anonymous" });
  });

  it.each([429, 500, 503])("is an outage on 401 while Ory itself says %i", async (status) => {
    ory.answerWith(({ url }, response) => {
      response.writeHead(url === "/health/ready" ? status : 401).end("{}");
    });
    expect(await checkSession({ cookie })).toEqual({ outcome: "unavailable" });
  });

  it("asks for the second factor on 403", async () => {
    ory.answerJson(403, {
      error: { id: "session_aal2_required", code: 403 },
      redirect_browser_to: "http://localhost:4000/self-service/login/browser?aal=aal2",
    });
    expect(await checkSession({ cookie })).toEqual({ outcome: "aal2_required" });
  });

  it.each([201, 204, 302, 400, 404, 408, 410, 418, 429, 500, 502, 503, 504, 520])(
    "is unavailable on %i, even with a session in the answer",
    async (status) => {
      ory.answerJson(status, session);
      expect(await checkSession({ cookie })).toEqual({ outcome: "unavailable" });
    },
  );

  it("follows no redirect", async () => {
    ory.answerWith((_, response) => {
      response.writeHead(302, { location: `${ory.url}/elsewhere` }).end();
    });
    expect(await checkSession({ cookie })).toEqual({ outcome: "unavailable" });
    expect(ory.requests).toHaveLength(1);
  });

  it.each([
    ["a web page", "<html>All is well</html>"],
    ["nothing", ""],
    ["half of the JSON", JSON.stringify(session).slice(0, 80)],
    ["null", "null"],
    ["a string", '"session"'],
    ["a list", JSON.stringify([session])],
    ["an empty object", "{}"],
    ["no id", JSON.stringify({ ...session, id: undefined })],
    ["active as text", JSON.stringify({ ...session, active: "true" })],
    ["no expiry", JSON.stringify({ ...session, expires_at: undefined })],
    ["an expiry that is no time", JSON.stringify({ ...session, expires_at: "soon" })],
    ["no identity", JSON.stringify({ ...session, identity: undefined })],
    ["an error", JSON.stringify({ error: { code: 401 } })],
  ])("is unavailable when a 200 holds %s", async (_, body) => {
    ory.answer(200, body, "application/json");
    expect(await checkSession({ cookie })).toEqual({ outcome: "unavailable" });
  });

  it("reads no answer that is far too large", async () => {
    ory.answerJson(200, { ...session, padding: "x".repeat(5_000_000) });
    expect(await checkSession({ cookie })).toEqual({ outcome: "unavailable" });
  });

  it("is unavailable when the answer is cut off", async () => {
    const body = JSON.stringify(session);
    ory.answerWith((_, response) => {
      response.writeHead(200, { "content-length": body.length });
      response.write(body.slice(0, 100), () => response.destroy());
    });
    expect(await checkSession({ cookie })).toEqual({ outcome: "unavailable" });
  });

  it.each([
    ["hangs up", ""],
    ["speaks no HTTP", "220 mail.example ESMTP\r\n\r\n"],
    ["sends a broken header", "HTTP/1.1 200 OK\r\nbad header\r\n\r\n{}"],
  ])("is unavailable when the other end %s", async (_, bytes) => {
    ory.answerWith(({ socket }) => socket.end(bytes));
    expect(await checkSession({ cookie })).toEqual({ outcome: "unavailable" });
  });

  it("is unavailable when nothing listens", async () => {
    const gone = await FakeOry.start();
    vi.resetModules();
    vi.stubEnv("NEXT_PUBLIC_ORY_SDK_URL", gone.url);
    await gone.close();
    const fresh = await import("./session");
    expect(await fresh.checkSession({ cookie })).toEqual({ outcome: "unavailable" });
    vi.stubEnv("NEXT_PUBLIC_ORY_SDK_URL", ory.url);
  });

  it.each([
    { cookie: `${cookie}\r\nx-added: 1` },
    { cookie: `${cookie}\u{1f36a}` },
    { token: "ory_st_x\r\nx-added: 1" },
    { token: "\0\u2028" },
  ])("takes odd characters without throwing or another header: %j", async (credentials) => {
    ory.answerJson(401, {});
    expect(["anonymous", "unavailable"]).toContain((await checkSession(credentials)).outcome);
    for (const { headers } of ory.requests) expect(headers).not.toHaveProperty("x-added");
  });

  it.each([
    ["before", () => undefined],
    [
      "within",
      (
        _: unknown,
        response: { writeHead: (status: number) => { write: (part: string) => void } },
      ) => {
        response.writeHead(200).write("{");
      },
    ],
  ])("gives up after 3 seconds of silence %s the answer", async (_, listener) => {
    const timeout = AbortSignal.timeout.bind(AbortSignal);
    const spy = vi.spyOn(AbortSignal, "timeout").mockImplementation(() => timeout(50));
    ory.answerWith(listener);
    expect(await checkSession({ cookie })).toEqual({ outcome: "unavailable" });
    expect(spy).toHaveBeenCalledExactlyOnceWith(3_000);
  });

  it.each(["", "theme=dark", "ory_session_local=", "csrf_token_x=1", "my_ory_session_a=1"])(
    "asks nobody without a session cookie: %j",
    async (header) => {
      ory.answerJson(200, session);
      expect(await checkSession({ cookie: header })).toEqual({ outcome: "anonymous" });
      expect(ory.requests).toHaveLength(0);
    },
  );

  it("asks once, at the address that says whose session it is", async () => {
    ory.answerJson(200, session);
    await checkSession({ cookie });
    expect(ory.requests.map(({ path }) => path)).toEqual(["/sessions/whoami"]);
    expect(ory.requests[0]?.headers).toMatchObject({ cookie, accept: "application/json" });
    expect(ory.requests[0]?.headers).not.toHaveProperty("x-session-token");
  });

  it("sends a session token as such, without any cookie", async () => {
    ory.answerJson(200, session);
    expect(await checkSession({ token: "ory_st_x" })).toMatchObject({ outcome: "authenticated" });
    expect(ory.requests[0]?.headers).toMatchObject({ "x-session-token": "ory_st_x" });
    expect(ory.requests[0]?.headers).not.toHaveProperty("cookie");
  });

  it.each(["", "wrong"])("lets Ory judge the token %j", async (token) => {
    ory.answerJson(401, {});
    expect(await checkSession({ token })).toEqual({ outcome: "anonymous" });
    expect(ory.requests.map(({ path }) => path)).toEqual(["/sessions/whoami", "/health/ready"]);
  });

  it("asks Ory itself where an HTTP proxy is configured for the internet", async () => {
    vi.stubEnv("HTTP_PROXY", "http://localhost:9");
    vi.stubEnv("http_proxy", "http://localhost:9");
    ory.answerJson(200, session);
    expect(await checkSession({ cookie })).toMatchObject({ outcome: "authenticated" });
    vi.stubEnv("HTTP_PROXY", undefined);
    vi.stubEnv("http_proxy", undefined);
  });
});

describe("getSession", () => {
  it("sends Ory its own cookies and nothing else of the request", async () => {
    request.headers = {
      cookie: `theme=dark; ${cookie}; csrf_token_9=y; next-auth=1; ory_kratos_continuity=z`,
      authorization: "Bearer something",
      "x-session-token": "something",
      "x-forwarded-for": "203.0.113.9",
      "user-agent": "someone",
    };
    ory.answerJson(200, session);
    expect(await getSession()).toMatchObject({ outcome: "authenticated" });
    const headers = ory.requests[0]?.headers ?? {};
    expect(headers.cookie).toBe(`${cookie}; csrf_token_9=y; ory_kratos_continuity=z`);
    expect(Object.keys(headers)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(authorization|x-.*)$/)]),
    );
    expect(headers["user-agent"]).not.toBe("someone");
  });
});

describe("requireSession", () => {
  const path = "/settings/sessions?sort=-issued_at";

  it("returns the session", async () => {
    request.headers = { cookie };
    ory.answerJson(200, session);
    expect(await requireSession()).toMatchObject({ id: "9f2b" });
  });

  it.each([
    ["signed out", 401, `${login}?return_to=%2Fsettings%2Fsessions%3Fsort%3D-issued_at`],
    [
      "a second factor is missing",
      403,
      "/self-service/login/browser?aal=aal2&return_to=http%3A%2F%2Flocalhost%3A3000%2Fsettings%2Fsessions%3Fsort%3D-issued_at",
    ],
    ["Ory fails", 500, "/unavailable?return_to=%2Fsettings%2Fsessions%3Fsort%3D-issued_at"],
  ])("leads on and back when %s", async (_, status, address) => {
    request.headers = { cookie };
    ask(path);
    ory.answerJson(status, {});
    expect(await redirectOf(requireSession())).toEqual({ status: 307, address });
  });

  it("leads back to no address that was not decided", async () => {
    request.headers = { host: "evil.example" };
    ask("//evil.example");
    expect(await redirectOf(requireSession())).toEqual({
      status: 307,
      address: `${login}?return_to=%2Fdashboard`,
    });
  });

  it("takes the origin of the second step from the configuration, not from the request", async () => {
    request.headers = { cookie, host: "evil.example", "x-forwarded-host": "evil.example" };
    ory.answerJson(403, {});
    const { address } = await redirectOf(requireSession());
    expect(address).toBe(secondFactorPath("http://localhost:3000", sitePath("/dashboard")));
  });
});

describe("requireFreshSession", () => {
  const maxAgeSeconds = 600;
  const signedInSecondsAgo = (seconds: number) => ({
    ...session,
    authenticated_at: new Date(Date.now() - seconds * 1_000).toISOString(),
  });

  it("returns a session that was proved recently", async () => {
    request.headers = { cookie };
    ory.answerJson(200, signedInSecondsAgo(590));
    expect(await requireFreshSession({ maxAgeSeconds })).toMatchObject({ id: "9f2b" });
  });

  it("compares with Ory's clock, not with this server's", async () => {
    request.headers = { cookie };
    const orysNow = Date.now() - 3 * 3_600_000;
    const authenticated_at = new Date(orysNow - 60_000).toISOString();
    ory.answerWith((_, response) => {
      response.setHeader("date", new Date(orysNow).toUTCString());
      response.end(JSON.stringify({ ...session, authenticated_at }));
    });
    expect(await requireFreshSession({ maxAgeSeconds })).toMatchObject({ id: "9f2b" });
  });

  it("has the person prove an older one again, and comes back", async () => {
    request.headers = { cookie };
    ask("/profile/export");
    ory.answerJson(200, signedInSecondsAgo(610));
    const returnTo = "/profile?export=ready";
    const refresh =
      "/self-service/login/browser?refresh=true&return_to=http%3A%2F%2Flocalhost%3A3000";
    expect(await redirectOf(requireFreshSession({ maxAgeSeconds }))).toEqual({
      status: 307,
      address: `${refresh}%2Fprofile%2Fexport`,
    });
    expect(await redirectOf(requireFreshSession({ maxAgeSeconds, returnTo }))).toEqual({
      status: 307,
      address: `${refresh}%2Fprofile%3Fexport%3Dready`,
    });
  });

  it.each([
    [401, `${login}?return_to=%2Fprofile%3Fexport%3Dready`],
    [503, "/unavailable?return_to=%2Fprofile%3Fexport%3Dready"],
  ])("leaves as every protected page does on %i", async (status, address) => {
    request.headers = { cookie };
    ory.answerJson(status, {});
    const page = requireFreshSession({ maxAgeSeconds, returnTo: "/profile?export=ready" });
    expect(await redirectOf(page)).toEqual({ status: 307, address });
  });
});

describe("requireAal2", () => {
  const answers = (secondStep: { status: number; body: unknown }, aal = "aal1") => {
    ory.answerWith(({ url }, response) => {
      const { status, body } = url?.startsWith("/sessions/whoami")
        ? { status: 200, body: { ...session, authenticator_assurance_level: aal } }
        : secondStep;
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    });
  };
  const flow = (...groups: string[]) => ({
    id: "1",
    ui: {
      action: "http://localhost:3000/self-service/login",
      method: "POST",
      nodes: groups.map((group) => ({
        type: "input",
        group,
        attributes: { name: "method", type: "submit", value: group },
        messages: [],
        meta: {},
      })),
    },
  });

  it("returns a session with two factors, without another question", async () => {
    request.headers = { cookie };
    answers({ status: 500, body: {} }, "aal2");
    expect(await requireAal2()).toMatchObject({ id: "9f2b" });
    expect(ory.requests).toHaveLength(1);
  });

  it.each([
    [
      "the second step",
      200,
      flow("default", "totp"),
      secondFactorPath("http://localhost:3000", sitePath("/settings?a=b")),
    ],
    [
      "the page to set one up",
      200,
      flow("default"),
      "/settings/second-factor?return_to=%2Fsettings%3Fa%3Db",
    ],
    ["the outage page", 429, {}, "/unavailable?return_to=%2Fsettings%3Fa%3Db"],
    ["the outage page, too", 200, {}, "/unavailable?return_to=%2Fsettings%3Fa%3Db"],
  ])("leads to %s where that is the answer", async (_, status, body, address) => {
    request.headers = { cookie };
    ask("/settings?a=b");
    answers({ status, body });
    expect(await redirectOf(requireAal2())).toEqual({ status: 307, address });
  });
});

/** Sets the address that the page is requested at. */
function ask(address: string): void {
  request.path = address;
}

/** Returns the page's redirect. */
async function redirectOf(page: Promise<unknown>): Promise<{ status: number; address: string }> {
  const error: unknown = await page.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!isRedirectError(error)) throw new Error("the page did not redirect", { cause: error });
  return {
    status: getRedirectStatusCodeFromError(error),
    address: getURLFromRedirectError(error),
  };
}
