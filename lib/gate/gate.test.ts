import { describe, expect, it } from "vitest";
import { oryConfig } from "../ory/config";
import { createGate, type Decision } from "./gate";

const login = oryConfig.project.login_ui_url;
const origin = "http://localhost:3000";
const decide = createGate({ NODE_ENV: "production", APP_URL: `${origin},https://app.example.com` });

function ask(url: string, headers: Record<string, string> = {}, method = "GET"): Decision {
  const given = new Headers({ host: "localhost:3000", accept: "text/html", ...headers });
  return decide({ method, url, header: (name) => given.get(name) });
}

/** Returns a request's redirect below the origin, or undefined if it passes. */
function redirectOf(url: string, headers?: Record<string, string>, method?: string) {
  const decision = ask(url, headers, method);
  return decision.outcome === "redirect" ? decision.location.replace(origin, "") : undefined;
}

describe("the gate", () => {
  it.each([
    ["/dashboard", "", "%2Fdashboard"],
    ["/dashboard/", "", "%2Fdashboard%2F"],
    ["/dashboard/reports/2024", "", "%2Fdashboard%2Freports%2F2024"],
    ["/dashboard/.env", "", "%2Fdashboard%2F.env"],
    ["/settings", "?flow=1&a=b%2Fc", "%2Fsettings%3Fflow%3D1%26a%3Db%252Fc"],
    ["/settings/sessions", "?a=1&a=2&q=a+b", "%2Fsettings%2Fsessions%3Fa%3D1%26a%3D2%26q%3Da%2Bb"],
    [
      "/profile",
      "?next=https://evil.example/",
      "%2Fprofile%3Fnext%3Dhttps%3A%2F%2Fevil.example%2F",
    ],
    ["/profile/export", "", "%2Fprofile%2Fexport"],
    ["/profile/caf%C3%A9", "", "%2Fprofile%2Fcaf%25C3%25A9"],
  ])("sends who asks for %s%s to the login page and back", (pathname, search, returnTo) => {
    expect(redirectOf(pathname + search)).toBe(`${login}?return_to=${returnTo}`);
  });

  it("brings people back to exactly the address that they asked for", () => {
    const address = redirectOf("/settings/a%2Fb?q=%26&r=+%20&flag&t=12:30");
    const { searchParams } = new URL(address ?? "", origin);
    expect(searchParams.get("return_to")).toBe("/settings/a%2Fb?q=%26&r=+%20&flag&t=12:30");
    expect([...searchParams.keys()]).toEqual(["return_to"]);
  });

  it.each(["/dashboard/%5Cevil.example", "/settings/%0D%0Ax", "/profile/%"])(
    "gates %s too, but brings nobody back to it",
    (pathname) => {
      expect(redirectOf(pathname)).toBe(`${login}?return_to=%2Fdashboard`);
    },
  );

  it("keeps the path of an address whose query is too long", () => {
    const address = redirectOf(`/settings?q=${"a".repeat(5_000)}`);
    expect(address).toBe(`${login}?return_to=%2Fsettings`);
  });

  // Next.js serves no protected page at these paths. If it ever does, the page checks the session.
  it.each([
    "/",
    "",
    "/dashboardx",
    "/dashboard-old",
    "/dashboard.txt",
    "/Dashboard",
    "/DASHBOARD",
    "/dashboard%2f..",
    "/dashboard%2Fx",
    "/%64ashboard",
    "/x/dashboard",
    "//dashboard",
    "/profiles",
    "/settingsx/sessions",
    "/auth/login",
    "/unavailable",
    "/api/session",
  ])("leaves %j alone", (pathname) => {
    expect(redirectOf(pathname)).toBeUndefined();
  });

  it.each([
    "ory_session_local=x",
    "ory_kratos_session=x",
    "theme=dark; ory_session_slug-1=x; b=1",
    "ory_session_a=; ory_session_b=x",
  ])("lets pass who may be signed in: %s", (cookie) => {
    expect(redirectOf("/dashboard", { cookie })).toBeUndefined();
  });

  it.each([
    "",
    ";",
    "theme=dark",
    "ory_session_=x",
    "ory_session_local=",
    "ory_session_local",
    "ory_session_local= ; b=1",
    "Xory_session_a=x",
    "ory_kratos_sessions=x",
    "ory_kratos_continuity=x",
    "csrf_token_a=x",
    "a=ory_session_local=x",
    'a="b; c"; theme=ory_session_local=x',
    "ORY_SESSION_LOCAL=x",
    "a=1, ory_session_local=x",
  ])("is not opened by the cookies %j", (cookie) => {
    expect(redirectOf("/dashboard", { cookie })).toBe(`${login}?return_to=%2Fdashboard`);
  });

  it.each([
    ["GET", 307],
    ["HEAD", 307],
    ["POST", 303],
  ])("redirects a %s with %i", (method, status) => {
    expect(ask("/dashboard", {}, method)).toMatchObject({ outcome: "redirect", status });
  });

  it("lets a server action pass, whose client can't follow its redirect", () => {
    expect(redirectOf("/settings/sessions", { "next-action": "40" }, "POST")).toBeUndefined();
    expect(redirectOf("/settings/sessions", { "next-action": "40" })).toBeDefined();
  });
});

describe("a document that is asked for under another name of the same machine", () => {
  it.each([
    ["127.0.0.1:3000", "/dashboard?q=a%20b&flag"],
    ["[::1]:3000", "/"],
    ["127.0.0.1:3000", "/self-service/login/browser?return_to=%2F"],
    ["www.localhost:3000", "/auth/login"],
  ])("is redirected from %s with path and query: %s", (host, url) => {
    expect(ask(url, { host })).toEqual({
      outcome: "other_name",
      requestHeaders: { "x-requested-path": url },
    });
  });

  it.each([
    ["a configured name", "/", { host: "app.example.com:443" }, "GET"],
    ["the name of another machine", "/", { host: "app.internal:3000" }, "GET"],
    ["a form", "/auth/logout", { host: "127.0.0.1:3000" }, "POST"],
    ["a program", "/api/health", { host: "127.0.0.1:3000", accept: "*/*" }, "GET"],
  ])("is not redirected for %s", (_, url, headers, method) => {
    expect(ask(url, headers, method).outcome).toBe("pass");
  });
});

describe("a request that passes", () => {
  const cookie = "ory_session_local=x";
  const pass = (url: string, headers?: Record<string, string>, method?: string) => {
    const decision = ask(url, headers, method);
    if (decision.outcome !== "pass") throw new Error(decision.outcome);
    return { ...decision, response: Object.fromEntries(decision.responseHeaders) };
  };

  it("tells the page what was asked for, byte for byte", () => {
    const { requestHeaders } = pass("/profile?q=a%20b&_rsc=1&n=%e9", { cookie });
    expect(requestHeaders["x-requested-path"]).toBe("/profile?q=a%20b&n=%e9");
  });

  it("tells Next.js the host of a configured origin, whatever a proxy wrote", () => {
    const host = (headers: Record<string, string>) =>
      pass("/", headers).requestHeaders["x-forwarded-host"];
    expect(host({ "x-forwarded-host": "localhost" })).toBe("localhost:3000");
    expect(host({ origin: "https://app.example.com" })).toBe("app.example.com");
    expect(host({ origin: "https://evil.example" })).toBe("localhost:3000");
  });

  it("is kept out of caches below a protected path, and only there", () => {
    expect(pass("/profile/export", { cookie }).response).toHaveProperty(
      "cache-control",
      "private, no-store",
    );
    expect(pass("/").response).not.toHaveProperty("cache-control");
  });

  it("has status 503 and a Retry-After on the page of an outage", () => {
    expect(pass("/unavailable?return_to=%2F")).toMatchObject({
      status: 503,
      response: { "retry-after": "5" },
    });
  });

  it.each([
    ["/self-service/settings?flow=1", "GET"],
    ["/self-service/login?flow=1", "POST"],
    ["/auth/logout", "POST"],
    ["/auth/extend", "POST"],
  ])("deletes the session token, which may no longer be true, at %s by %s", (url, method) => {
    const held = { cookie: `${cookie}; session_token=a.b.c` };
    expect(pass(url, held, method).response["set-cookie"]).toMatch(/^session_token=; .*Max-Age=0/);
    expect(pass(url, { cookie }, method).response).not.toHaveProperty("set-cookie");
  });

  it("keeps the session token elsewhere", () => {
    const held = { cookie: `${cookie}; session_token=a.b.c` };
    expect(pass("/dashboard", held).response).not.toHaveProperty("set-cookie");
  });
});
