import { getURLFromRedirectError } from "next/dist/client/components/redirect";
import { isRedirectError } from "next/dist/client/components/redirect-error";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeOry } from "../../scripts/test/fake-ory";
import { type FlowType, getFlow, getFlowErrorId, type SearchParams, single } from "./flows";

const request = vi.hoisted(() => {
  const headers: Record<string, string> = {};
  return { headers, path: "/" };
});
vi.mock("next/headers", () => ({
  headers: () =>
    Promise.resolve(new Headers({ ...request.headers, "x-requested-path": request.path })),
}));

const flow = {
  id: "4c0d",
  ui: { action: "http://localhost:3000/self-service/login", method: "POST", nodes: [] },
};

let ory: FakeOry;
beforeAll(async () => {
  ory = await FakeOry.start();
  vi.stubEnv("NEXT_PUBLIC_ORY_SDK_URL", ory.url);
});
afterAll(() => ory.close());
beforeEach(() => {
  request.headers = { cookie: "csrf_token_9f=1; theme=dark" };
  request.path = "/auth/login";
});

/** Returns the address that the page redirects to. */
async function redirectOf(page: Promise<unknown>): Promise<URL> {
  const error: unknown = await page.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!isRedirectError(error)) throw new Error("the page did not redirect", { cause: error });
  return new URL(getURLFromRedirectError(error), "http://localhost:3000");
}

function open(parameters: SearchParams, type: FlowType = "login") {
  return getFlow(type, Promise.resolve(parameters));
}

describe("getFlow", () => {
  it.each(["login", "registration", "recovery", "verification", "settings"] as const)(
    "shows a %s flow, asked for with Ory's cookies only",
    async (type) => {
      ory.answerJson(200, flow);
      expect(await open({ flow: "4c0d" }, type)).toMatchObject({ id: "4c0d" });
      expect(ory.requests).toHaveLength(1);
      expect(ory.requests[0]).toMatchObject({
        path: `/self-service/${type}/flows?id=4c0d`,
        headers: { cookie: "csrf_token_9f=1" },
      });
    },
  );

  it("names this app's origin wherever Ory named its own", async () => {
    ory.answerJson(200, { ...flow, ui: { ...flow.ui, action: `${ory.url}/self-service/login?a` } });
    expect(await open({ flow: "4c0d" })).toMatchObject({
      ui: { action: "http://localhost:3000/self-service/login?a" },
    });
  });

  it.each([
    ["/profile?a=b", "/profile?a=b"],
    ["http://localhost:3000/profile", "/profile"],
    ["http://localhost:3000/self-service/login/browser?aal=aal2", undefined],
    ["http://localhost:3000/self-service/../%2Fevil.example", "/dashboard"],
    ["http://localhost:3000/%5Cevil.example", "/dashboard"],
    ["http://localhost:3000@evil.example/", "/dashboard"],
    ["http://localhost:3000.evil.example/self-service/login", "/dashboard"],
    ["/\\evil.example", "/dashboard"],
    ["//evil.example", "/dashboard"],
    ["javascript:alert(1)", "/dashboard"],
  ])("links from a flow to where a return_to may lead: %s", async (href, decided = href) => {
    const link = {
      type: "a",
      group: "code",
      messages: [],
      attributes: { href, title: { id: 1, text: "Continue", type: "info" } },
    };
    const ui = { action: href, method: "GET", nodes: [link] };
    ory.answerJson(200, { ...flow, ui: { ...flow.ui, ...ui } });
    expect(await open({ flow: "4c0d" }, "verification")).toMatchObject({
      ui: { action: decided, nodes: [{ type: "a", attributes: { href: decided } }] },
    });
  });

  it.each([
    "https://evil.example/self-service/login?flow=1",
    "http://localhost:3000/dashboard",
    "http://localhost:3000@evil.example/self-service/login",
    "/dashboard",
  ])("shows no form that would post what people type to %s", async (action) => {
    ory.answerJson(200, { ...flow, ui: { ...flow.ui, action } });
    await expect(open({ flow: "4c0d" })).rejects.toThrow("serve.public.base_url");
  });

  it("begins a flow where none is named, and asks Ory nothing itself", async () => {
    ory.answerJson(200, flow);
    const address = await redirectOf(open({ return_to: "/settings?a=b" }));
    expect(address.pathname).toBe("/self-service/login/browser");
    expect(Object.fromEntries(address.searchParams)).toEqual({
      return_to: "http://localhost:3000/settings?a=b",
    });
    expect(ory.requests).toHaveLength(0);
  });

  it("hands on what a flow can begin with, and nothing else", async () => {
    const address = await redirectOf(
      open({ aal: "aal2", refresh: "true", flow: "", id: "x", token: "y" }),
    );
    expect(Object.fromEntries(address.searchParams)).toEqual({
      aal: "aal2",
      refresh: "true",
      return_to: "http://localhost:3000/dashboard",
    });
  });

  it.each([
    { aal: "TEXT" },
    { aal: "aal2 TEXT" },
    { aal: ["TEXT", "aal2"] },
    { refresh: "TEXT" },
    { via: "some TEXT" },
    { organization: "TEXT" },
    { login_challenge: "some TEXT" },
    { identity_schema: "some TEXT" },
  ])("hands on no value that Ory would only repeat: %j", async (parameters) => {
    const address = await redirectOf(open(parameters));
    expect(address.search).not.toContain("TEXT");
  });

  it.each(["//evil.example", "https://evil.example", "/auth/login", ["//evil.example", "/x"]])(
    "never tells Ory to return to %j",
    async (return_to) => {
      const address = await redirectOf(open({ return_to }));
      expect(address.searchParams.get("return_to")).toBe("http://localhost:3000/dashboard");
    },
  );

  it("keeps people on the settings page unless a return_to is given", async () => {
    expect((await redirectOf(open({}, "settings"))).search).toBe("");
    expect((await redirectOf(open({ return_to: "/profile" }, "settings"))).search).toBe(
      "?return_to=http%3A%2F%2Flocalhost%3A3000%2Fprofile",
    );
  });

  it.each([401, 403, 404, 410])("begins anew on %i, with the return_to kept", async (status) => {
    ory.answerJson(status, { error: { code: status } });
    const address = await redirectOf(open({ flow: "gone", return_to: "/profile" }));
    expect(address.pathname).toBe("/self-service/login/browser");
    expect(address.searchParams.get("return_to")).toBe("http://localhost:3000/profile");
  });

  it.each([
    ["http://localhost:3000/profile?a", "http://localhost:3000/profile?a"],
    ["https://evil.example/", "http://localhost:3000/dashboard"],
    ["", "http://localhost:3000/settings"],
  ])("lets an expired flow lead to %j still, if that is allowed", async (return_to, expected) => {
    ory.answerJson(410, { error: { code: 410, details: { return_to } } });
    const address = await redirectOf(open({ flow: "old", return_to: "/settings" }));
    expect(address.searchParams.get("return_to")).toBe(expected);
  });

  it("begins anew in another browser than the one it was begun in", async () => {
    request.headers = {};
    ory.answerJson(403, { error: { id: "security_csrf_violation" } });
    const address = await redirectOf(open({ flow: "4c0d", return_to: "/profile", aal: "aal2" }));
    expect(address.searchParams.get("return_to")).toBe("http://localhost:3000/profile");
    expect(address.searchParams.get("aal")).toBe("aal2");
  });

  it("ends the circle for a browser that sends no cookies", async () => {
    request.headers = {};
    ory.answerJson(403, { error: { id: "security_csrf_violation" } });
    const again = (await redirectOf(open({ flow: "4c0d" }))).searchParams.get("again") ?? "";
    expect(await open({ flow: "4c0e", again })).toBe("no_cookies");
  });

  it("begins anew with an address that was kept for longer than a redirect takes", async () => {
    ory.answerJson(403, { error: { id: "security_csrf_violation" } });
    const again = String(Date.now() - 60_000);
    expect((await redirectOf(open({ flow: "4c0d", again }))).pathname).toBe(
      "/self-service/login/browser",
    );
  });

  it("has its forms keep which flow it is and where it leads", async () => {
    ory.answerJson(200, { ...flow, refresh: true, return_to: "http://localhost:3000/profile" });
    expect(await open({ flow: "4c0d", via: "email", evil: "x" })).toMatchObject({
      ui: {
        action:
          "http://localhost:3000/self-service/login?return_to=%2Fprofile&via=email&refresh=true",
      },
    });
  });

  it("leads to where its address says when Ory does not", async () => {
    ory.answerJson(200, flow);
    expect(await open({ flow: "4c0d", return_to: "/profile" })).toMatchObject({
      return_to: "/profile",
    });
  });

  it("says what the address has to say, and nothing that is not known", async () => {
    ory.answerJson(200, { ...flow, ui: { ...flow.ui, messages: null } });
    const messages = async (notice: string) => {
      const shown = await open({ flow: "4c0d", notice });
      return shown === "no_cookies" ? [] : shown.ui.messages.map(({ text }) => text);
    };
    expect((await messages("stale")).join()).toContain("nothing was sent");
    expect(await messages("constructor")).toEqual([]);
  });

  it.each([
    ["429", 429, "{}"],
    ["500", 500, "{}"],
    ["a gateway's page", 502, "<html>"],
    ["a redirect", 302, ""],
    ["no flow", 200, "{}"],
    ["garbage", 200, "<html>"],
  ])("leaves for the outage page on %s", async (_, status, body) => {
    ory.answer(status, body);
    const address = await redirectOf(open({ flow: "4c0d", return_to: "/profile" }));
    expect(`${address.pathname}${address.search}`).toBe("/unavailable?return_to=%2Fprofile");
  });

  it("brings people back to the settings after an outage", async () => {
    request.path = "/settings?flow=4c0d";
    ory.answer(503, "");
    const address = await redirectOf(open({ flow: "4c0d" }, "settings"));
    expect(address.searchParams.get("return_to")).toBe("/settings?flow=4c0d");
  });

  it("leaves for the outage page when Ory hangs up", async () => {
    ory.answerWith(({ socket }) => socket.destroy());
    const address = await redirectOf(open({ flow: "4c0d", return_to: "//evil.example" }));
    expect(`${address.pathname}${address.search}`).toBe("/unavailable?return_to=%2Fdashboard");
  });
});

describe("getFlowErrorId", () => {
  it("returns which error it is, and logs what Ory says about it", async () => {
    const warn = vi.spyOn(console, "warn").mockReturnValue();
    const error = { id: "security_csrf_violation", message: "no", reason: "because" };
    ory.answerJson(200, { id: "1", error: { ...error, debug: "secret" } });
    expect(await getFlowErrorId("1")).toBe("security_csrf_violation");
    expect(warn).toHaveBeenCalledExactlyOnceWith("Ory reports an error: no because");
    warn.mockRestore();
  });

  it.each([
    [404, "{}"],
    [200, "<html>"],
    [200, "{}"],
    [500, ""],
  ])("returns nothing on %i with %j", async (status, body) => {
    ory.answer(status, body);
    expect(await getFlowErrorId("1")).toBeUndefined();
  });

  it("asks nobody without an id", async () => {
    ory.answerJson(200, { error: {} });
    expect(await getFlowErrorId(undefined)).toBeUndefined();
    expect(ory.requests).toHaveLength(0);
  });
});

describe("single", () => {
  it("is the first of a repeated parameter", () => {
    expect(single(["a", "b"])).toBe("a");
    expect(single("a")).toBe("a");
    expect(single([])).toBeUndefined();
    expect(single(undefined)).toBeUndefined();
  });
});
