import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { FakeOry } from "../../scripts/test/fake-ory";
import { oryConfig } from "../ory/config";
import { createGate } from "./gate";
import { tokenBinding } from "../token-mode/session-token";

const login = oryConfig.project.login_ui_url;
const mine = "ory_session_local=MTczMg==";
const origin = "https://app.example.com";
const dashboard = { url: "/dashboard?tab=2", cookie: mine };

let ory: FakeOry;
beforeAll(async () => {
  ory = await FakeOry.start();
});
afterAll(() => ory.close());
afterEach(() => {
  vi.restoreAllMocks();
});

/** Returns the gate's decision after a token was issued, or undefined if none is due. */
async function tokenGate({ url, cookie }: { url: string; cookie: string }) {
  const decide = createGate({
    NODE_ENV: "production",
    APP_URL: origin,
    NEXT_PUBLIC_ORY_SDK_URL: ory.url,
    ORY_SESSION_TOKEN_TEMPLATE: "starter",
  });
  const headers = new Headers({ cookie, host: "app.example.com" });
  const decision = decide({ method: "GET", url, header: (name) => headers.get(name) });
  if (decision.outcome !== "pass" || !decision.issueToken) return undefined;
  const issued = await decision.issueToken();
  if (issued.outcome === "redirect") return { redirectTo: issued.location.replace(origin, "") };
  if (issued.outcome !== "pass") throw new Error(issued.outcome);
  return {
    cookie: issued.requestHeaders.cookie,
    setCookie: issued.responseHeaders.find(([name]) => name === "set-cookie")?.[1],
  };
}

function unsigned(secondsLeft: number): string {
  const exp = Math.floor(Date.now() / 1000) + secondsLeft;
  return `e30.${Buffer.from(JSON.stringify({ exp })).toString("base64url")}.x`;
}

describe("the gate in token mode", () => {
  it("has a token made for the page, and bound to the session cookie", async () => {
    const tokenized = unsigned(60);
    ory.answerJson(200, { active: true, tokenized });
    const cookie = `theme=dark; ${mine}; csrf_token_9f=1`;
    const result = await tokenGate({ ...dashboard, cookie });
    const value = `session_token=${await tokenBinding(mine)}.${tokenized}`;
    expect(result?.cookie).toBe(`${cookie}; ${value}`);
    expect(result?.setCookie).toContain(`${value}; Max-Age=`);
    expect(Number(/Max-Age=(\d+)/.exec(result?.setCookie ?? "")?.[1])).toBeCloseTo(60, -1);
    expect(ory.requests).toMatchObject([
      {
        path: "/sessions/whoami?tokenize_as=starter",
        headers: { cookie: `${mine}; csrf_token_9f=1` },
      },
    ]);
  });

  it("lets a request pass that brings a token which is not over", async () => {
    ory.answerJson(500, {});
    const cookie = `${mine}; session_token=${await tokenBinding(mine)}.${unsigned(5)}`;
    expect(await tokenGate({ ...dashboard, cookie })).toBeUndefined();
    expect(ory.requests).toEqual([]);
  });

  it.each([
    ["is over", unsigned(-1)],
    ["says nothing of its end", "e30.e30.x"],
    ["is no token", "%00"],
  ])("has it made anew when the one that came %s", async (_, token) => {
    ory.answerJson(200, { active: true, tokenized: unsigned(60) });
    const cookie = `${mine}; session_token=${await tokenBinding(mine)}.${token}`;
    expect(await tokenGate({ ...dashboard, cookie })).toHaveProperty(
      "setCookie",
      expect.any(String),
    );
    expect(ory.requests).toHaveLength(1);
  });

  it.each(["/", "/auth/login", "/profile", "/settings/sessions", "/dashboard/confidential"])(
    "makes none for %s, which has no use for it",
    async (url) => {
      ory.answerJson(500, {});
      expect(await tokenGate({ ...dashboard, url })).toBeUndefined();
      expect(ory.requests).toEqual([]);
    },
  );

  it("asks once for all requests of a session that arrive together", async () => {
    ory.answerJson(200, { active: true, tokenized: unsigned(60) });
    const others = { ...dashboard, cookie: "ory_session_local=bobs" };
    await Promise.all(
      [dashboard, dashboard, others, dashboard, others].map((one) => tokenGate(one)),
    );
    expect(ory.requests).toHaveLength(2);
    await tokenGate(dashboard);
    expect(ory.requests).toHaveLength(3);
  });

  const back = "return_to=%2Fdashboard%3Ftab%3D2";
  it.each([
    ["401", 401, "{}", `${login}?${back}`],
    [
      "a session that is not active",
      200,
      '{"active":false,"tokenized":"a.b.c"}',
      `${login}?${back}`,
    ],
    [
      "403",
      403,
      "{}",
      "/self-service/login/browser?aal=aal2&return_to=https%3A%2F%2Fapp.example.com%2Fdashboard%3Ftab%3D2",
    ],
    ["a gateway's 403", 403, "<h1>", `/unavailable?${back}`],
    ["429", 429, "{}", `/unavailable?${back}`],
    ["500", 500, "", `/unavailable?${back}`],
    ["garbage", 200, "<html>", `/unavailable?${back}`],
    ["no token", 200, '{"active":true}', `/unavailable?${back}`],
    ["an unknown template", 400, "{}", `/unavailable?${back}`],
  ])("sends a request on when Ory answers %s", async (_, status, body, redirectTo) => {
    vi.spyOn(console, "error").mockReturnValue(undefined);
    ory.answer(status, body, "application/json");
    expect(await tokenGate(dashboard)).toEqual({ redirectTo });
  });

  it("sends nobody to sign in by a 401 of an Ory that is not ready", async () => {
    ory.answerWith(({ url }, response) => {
      response.writeHead(url === "/health/ready" ? 503 : 401).end("{}");
    });
    expect(await tokenGate(dashboard)).toEqual({ redirectTo: `/unavailable?${back}` });
  });

  it("gives up on an Ory that does not answer", async () => {
    ory.answerWith(() => undefined);
    const started = performance.now();
    expect(await tokenGate(dashboard)).toEqual({ redirectTo: `/unavailable?${back}` });
    expect(performance.now() - started).toBeLessThan(4_000);
  });

  it("says which template Ory may lack", async () => {
    const error = vi.spyOn(console, "error").mockReturnValue(undefined);
    ory.answerJson(400, { error: {} });
    await tokenGate(dashboard);
    expect(error).toHaveBeenCalledWith(expect.stringContaining('"starter"'));
  });
});
