import { once } from "node:events";
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createProxy, proxyToOry } from "./proxy";
import { oryConfig } from "../ory/config";
import { corpusOptions, hostileReturnTos } from "../../scripts/test/return-to-corpus";

const app = "http://localhost:3000";
const secureApp = "https://app.example.com";

const settings = vi.hoisted(() => ({
  orySdkUrl: "",
  appOrigins: ["http://localhost:3000", "https://app.example.com"],
  allowedReturnOrigins: ["https://partner.example"],
  trustedProxyHops: 0,
}));
vi.mock("../server/env", () => ({ env: () => settings }));

interface Received {
  method: string | undefined;
  url: string | undefined;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A stand-in for Ory that records requests and responds as the test wants. */
const ory = {
  received: [] as Received[],
  answer: ((_, response) => response.end("ok")) as RequestListener,
};
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const { method, url, headers } = request;
    ory.received.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
    ory.answer(request, response);
  });
});

beforeAll(async () => {
  server.listen(0, "localhost");
  await once(server, "listening");
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

beforeEach(() => {
  const { port } = server.address() as AddressInfo;
  settings.orySdkUrl = `http://localhost:${port}`;
  settings.trustedProxyHops = 0;
  vi.stubEnv("ORY_SDK_URL", settings.orySdkUrl);
  vi.spyOn(console, "error").mockReturnValue();
  ory.received = [];
  ory.answer = (_, response) => response.end("ok");
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** A request as a route handler gets it: its URL is the bind address, not the public one. */
function request(
  path: string,
  {
    headers,
    ...init
  }: Omit<RequestInit, "headers"> & { headers?: Record<string, string>; duplex?: "half" } = {},
): Request {
  return new Request(`http://0.0.0.0:3000${path}`, {
    ...init,
    headers: { host: "localhost:3000", accept: "text/html", ...headers },
  });
}

function get(path: string, headers: Record<string, string> = {}): Promise<Response> {
  return proxyToOry(request(path, { headers }));
}

function only<T>(list: readonly T[]): T {
  expect(list).toHaveLength(1);
  return list[0] as T;
}

function receivedQuery(): URLSearchParams {
  return new URL(only(ory.received).url ?? "", "http://ory").searchParams;
}

async function errorCode(response: Response): Promise<unknown> {
  const body: unknown = await response.json();
  return body;
}

describe("the path", () => {
  it.each([
    "/self-service/login/browser",
    "/sessions/whoami",
    "/.well-known/ory/webauthn.js",
    "/.ory/x",
    "/ui/login",
    "/ui/_next/static/chunks/%5Bpage%5D.js",
  ])("%s is passed on as it is", async (path) => {
    expect((await get(`${path}?a=1&b=%2F%20+`)).status).toBe(200);
    expect(only(ory.received)).toMatchObject({ method: "GET", url: `${path}?a=1&b=%2F%20+` });
  });

  it.each([
    "/admin/identities",
    "/sessions",
    "/sessions/whoamix",
    "/uikit",
    "/self-servicex/login",
    "/self-service/../admin/identities",
    "/self-service/%2e%2e/admin",
    "/self-service/%2E%2e/%2e./admin",
    "/self-service/.%2e/admin",
    "/self-service\\..\\admin",
    "/self-service/..%2fadmin",
    "/self-service/..%2Fadmin",
    "/self-service/..%5cadmin",
    "/self-service/%2e%2e%2fadmin",
    "/self-service/%252e%252e/admin",
    "/self-service/%252e%252e%252fadmin",
    "/self-service/%25252e%25252e/admin",
    "/self-service/x%2f..%2f..%2fadmin",
    "/self-service//admin",
    "/self-service//evil.example/",
    "//evil.example/self-service/login",
    "///self-service/login",
    "/%2fself-service/login",
    "/self-service%2f..%2fadmin",
    "/%73elf-service/login",
    "/SELF-SERVICE/login",
    "/sessions/whoami/../../admin",
    "/sessions/whoami/%2e%2e/%2e%2e/admin",
    "/sessions/./whoami/..",
    "/.well-known/ory/../openid-configuration",
    "/.well-known/oryx",
    "/.ory/%c0%ae%c0%ae/admin",
    "/ui/%00/../../admin",
    "/ui/%0d%0aHost:evil.example",
    "/ui/%",
    "/ui/@evil.example/..%2f",
    "/http://evil.example/self-service/login",
    "/.@evil.example/self-service",
  ])("%s never reaches Ory", async (path) => {
    const response = await get(path);
    expect(response.status).toBe(404);
    expect(ory.received).toEqual([]);
  });

  it("leads to the configured Ory, whatever the request's own URL says", async () => {
    const response = await proxyToOry(
      new Request("http://evil.example:1/self-service/login", {
        headers: { host: "evil.example" },
      }),
    );
    expect(response.status).toBe(200);
    expect(only(ory.received).headers.host).toBe(new URL(settings.orySdkUrl).host);
  });

  it("keeps the path of an Ory that is served below one", async () => {
    settings.orySdkUrl += "/kratos";
    await get("/self-service/login");
    expect(only(ory.received).url).toBe("/kratos/self-service/login");
  });
});

describe("what Ory is told about the request", () => {
  const forged = {
    forwarded: "for=6.6.6.6;host=evil.example;proto=https",
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "https",
    "x-forwarded-port": "1",
    "x-forwarded-for": "6.6.6.6",
    "x-forwarded-prefix": "/evil",
    "x-original-url": "/admin",
    "x-rewrite-url": "/admin",
    "x-http-method-override": "DELETE",
    "x-real-ip": "6.6.6.6",
    "true-client-ip": "6.6.6.6",
    "cf-connecting-ip": "6.6.6.6",
    "ory-base-url-rewrite": "https://evil.example",
    "ory-base-url-rewrite-token": "stolen",
  };

  it("is the configured origin, not what the client says", async () => {
    await get("/self-service/login", { ...forged, host: "evil.example" });
    const { headers } = only(ory.received);
    expect(headers["ory-base-url-rewrite"]).toBe(app);
    expect(JSON.stringify(headers)).not.toMatch(/evil|6\.6\.6\.6|stolen|admin|DELETE/);
  });

  it("is the configured origin that the host belongs to", async () => {
    await get("/self-service/login", { host: "app.example.com", "x-forwarded-proto": "http" });
    expect(only(ory.received).headers["ory-base-url-rewrite"]).toBe(secureApp);
  });

  it.each([
    [0, "203.0.113.7", undefined],
    [1, "6.6.6.6, 203.0.113.7", "203.0.113.7"],
    [1, "6.6.6.6, 10.1.2.3", "10.1.2.3"],
    [2, "203.0.113.7", undefined],
  ])(
    "with %i trusted proxies and %j, the client's address is %j",
    async (hops, header, address) => {
      settings.trustedProxyHops = hops;
      await get("/self-service/login", { ...forged, "x-forwarded-for": header });
      const { headers } = only(ory.received);
      expect(headers["true-client-ip"]).toBe(address);
      expect(headers["x-forwarded-for"]).toBe(address);
      expect(JSON.stringify(headers)).not.toContain("6.6.6.6");
    },
  );

  it("are Ory's cookies and no others", async () => {
    const own = "ory_session_local=MTc%7C=; csrf_token_abc=a=b; ory_kratos_continuity=x";
    await get("/sessions/whoami", { cookie: `app=secret; ${own}; xory_session_x=1; theme=dark` });
    expect(only(ory.received).headers.cookie).toBe(own);
  });

  it("are no cookies at all when none is Ory's", async () => {
    await get("/sessions/whoami", { cookie: "app=secret" });
    expect(only(ory.received).headers.cookie).toBeUndefined();
  });

  it("is a form as it was sent", async () => {
    const body = "csrf_token=a%2Bb&traits.email=a%40b.example&method=password";
    const type = "application/x-www-form-urlencoded";
    const path = "/self-service/login?flow=1";
    await proxyToOry(request(path, { method: "POST", body, headers: { "content-type": type } }));
    const received = only(ory.received);
    expect(received).toMatchObject({ method: "POST", url: path, body });
    expect(received.headers["content-type"]).toBe(type);
  });

  it("is the API token, which never comes back", async () => {
    vi.stubEnv("ORY_PROJECT_API_TOKEN", "ory_pat_secret");
    ory.answer = ({ headers }, response) => {
      const echo = String(headers["ory-base-url-rewrite-token"]);
      response.setHeader("ory-base-url-rewrite-token", echo).end("ok");
    };
    const response = await get("/self-service/login");
    expect(only(ory.received).headers["ory-base-url-rewrite-token"]).toBe("ory_pat_secret");
    expect(JSON.stringify(Object.fromEntries(response.headers))).not.toContain("ory_pat_secret");
  });
});

describe("return_to", () => {
  const flow = "2f9f2d1c-7d66-4d9f-9c55-6c1f8a1f3e10";

  async function decided(query: string, name = "return_to"): Promise<string[]> {
    await get(`/self-service/login/browser?${query}`);
    return receivedQuery().getAll(name);
  }

  it("becomes absolute on the origin that the person is on", async () => {
    await get("/self-service/login/browser?return_to=/profile?a=1&aal=aal2", {
      host: "app.example.com",
    });
    expect(receivedQuery().getAll("return_to")).toEqual([`${secureApp}/profile?a=1`]);
    expect(receivedQuery().get("aal")).toBe("aal2");
  });

  it("stays absent when it is absent", async () => {
    expect(await decided("aal=aal2&refresh=true")).toEqual([]);
  });

  it.each(["return_to", "after_verification_return_to"])("%s is decided", async (name) => {
    expect(await decided(`${name}=https://evil.example/`, name)).toEqual([`${app}/dashboard`]);
  });

  it("is one value, however often it is repeated or however its name is written", async () => {
    expect(await decided("return_to=/profile&return_to=//evil.example")).toEqual([
      `${app}/profile`,
    ]);
    ory.received = [];
    expect(await decided("return%5Fto=//evil.example&x=1&return_to=/profile")).toEqual([
      `${app}/dashboard`,
    ]);
  });

  it("is decided on a form post, too", async () => {
    const path = "/self-service/registration?flow=1&return_to=https://evil.example";
    await proxyToOry(request(path, { method: "POST", body: "a=b" }));
    expect(receivedQuery().getAll("return_to")).toEqual([`${app}/dashboard`]);
  });

  it.each([app, secureApp])("of Ory's own unfinished settings form passes: %s", async (origin) => {
    const value = `${origin}/self-service/settings?flow=${flow}`;
    expect(await decided(`refresh=true&return_to=${encodeURIComponent(value)}`)).toEqual([
      `${app}/self-service/settings?flow=${flow}`,
    ]);
  });

  it("of Ory's own unfinished settings form comes onto this origin from Ory's", async () => {
    const value = `${settings.orySdkUrl}/self-service/settings?flow=${flow}`;
    expect(await decided(`return_to=${encodeURIComponent(value)}`)).toEqual([
      `${app}/self-service/settings?flow=${flow}`,
    ]);
  });

  it.each([
    `https://evil.example/self-service/settings?flow=${flow}`,
    `${app}.evil.example/self-service/settings?flow=${flow}`,
    `${app}@evil.example/self-service/settings?flow=${flow}`,
    `//evil.example/self-service/settings?flow=${flow}`,
    `${app}/self-service/settings?flow=${flow}&return_to=https://evil.example`,
    `${app}/self-service/settings?flow=${flow}#x`,
    `${app}/self-service/settings?flow=${flow}\n`,
    `${app}/self-service/settings?flow=`,
    `${app}/self-service/settings`,
    `${app}/self-service/settings/../logout?flow=${flow}`,
    `${app}/self-service/settings%2f..%2flogout?flow=${flow}`,
    `${app}/self-service/logout?token=x`,
  ])("that only looks like Ory's settings form does not pass: %j", async (value) => {
    expect(await decided(`return_to=${encodeURIComponent(value)}`)).toEqual([`${app}/dashboard`]);
  });

  it("withstands the whole corpus", async () => {
    expect(corpusOptions).toEqual({
      origins: [app],
      allowedOrigins: settings.allowedReturnOrigins,
    });
    const queries = hostileReturnTos.map(({ family, value }) =>
      new URLSearchParams({ return_to: value, x: `${family}: ${value}` }).toString(),
    );
    for (const query of queries) await get(`/self-service/login/browser?${query}`);
    const passed = ory.received
      .map(({ url }) => new URL(url ?? "", "http://ory").searchParams)
      .filter((query) => query.getAll("return_to").join() !== `${app}/dashboard`);
    // The only allowed address below Ory's own: it finishes a settings change.
    const unfinished = "/self-service/settings?flow=4c0d9f5e";
    expect(passed.map((query) => query.get("return_to"))).toEqual([app + unfinished]);
    expect(ory.received).toHaveLength(hostileReturnTos.length);
  }, 60_000);
});

describe("Ory's answer", () => {
  function answerWith(status: number, headers: Record<string, string | string[]>, body = ""): void {
    ory.answer = (_, response) => response.writeHead(status, headers).end(body);
  }

  it("keeps its cookies, for this host alone", async () => {
    answerWith(303, {
      location: "/auth/login?flow=1",
      "set-cookie": [
        "ory_session_x=MTc%3D%3Bx; Path=/; Domain=example.com; Max-Age=60; HttpOnly; SameSite=Lax",
        "csrf_token_1=a=b,c; Expires=Wed, 21 Oct 2037 07:28:00 GMT; domain=.example.com;secure; Path=/",
        "old=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0",
      ],
    });
    const response = await get("/self-service/login/browser", { "x-forwarded-proto": "https" });
    expect(response.headers.getSetCookie()).toEqual([
      "ory_session_x=MTc%3D%3Bx; Path=/; Max-Age=60; HttpOnly; SameSite=Lax",
      "csrf_token_1=a=b,c; Expires=Wed, 21 Oct 2037 07:28:00 GMT; Path=/",
      "old=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0",
    ]);
  });

  it("has its cookies made Secure on https", async () => {
    answerWith(200, { "set-cookie": ["a=1; Path=/; Domain=x.example", "b=2; Secure; Path=/"] });
    const response = await get("/self-service/x", {
      host: "app.example.com",
      "x-forwarded-host": "evil.example",
      "x-forwarded-proto": "http",
    });
    expect(response.headers.getSetCookie()).toEqual(["a=1; Path=/; Secure", "b=2; Path=/; Secure"]);
  });

  it.each([
    ["/auth/login?flow=1", "/auth/login?flow=1"],
    ["ORY/self-service/login/browser?x=1", "/self-service/login/browser?x=1"],
    ["ORY/ui/login?flow=1", `${oryConfig.project.login_ui_url}?flow=1`],
    [`${app}/dashboard`, "/dashboard"],
  ])("redirects to %s on this origin, whatever the client forges", async (location, path) => {
    answerWith(303, { location: location.replace("ORY", settings.orySdkUrl) });
    const forged = { host: "evil.example", "x-forwarded-host": "evil.example" };
    const response = await get("/self-service/login", forged);
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toBe(app + path);
  });

  it("redirects to a social provider unchanged", async () => {
    const location = "https://accounts.google.com/o/oauth2/v2/auth?state=1&redirect_uri=x%2Fy";
    answerWith(303, { location });
    expect((await get("/self-service/login")).headers.get("location")).toBe(location);
  });

  it("names this origin where it named Ory's", async () => {
    answerWith(
      200,
      { "content-type": "application/json" },
      JSON.stringify({ action: `${settings.orySdkUrl}/self-service/login?flow=1`, at: [[1]] }),
    );
    const response = await get("/self-service/login/flows?id=1");
    expect(await response.json()).toEqual({
      action: `${app}/self-service/login?flow=1`,
      at: [[1]],
    });
  });

  it.each(["/self-service/x", "/sessions/whoami", "/.ory/x"])(
    "is never cached: %s",
    async (path) => {
      answerWith(200, { "cache-control": "public, max-age=60" });
      const { headers } = await get(path);
      expect(headers.get("cache-control")).toBe("private, no-store");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
    },
  );

  it.each(["/.well-known/ory/webauthn.js", "/ui/login"])(
    "keeps Ory's own cache rule, policy and bytes: %s",
    async (path) => {
      const kept = { "cache-control": "public, max-age=60", "content-security-policy": "x 'self'" };
      answerWith(200, { ...kept, "content-type": "image/png" }, "\u0000\u0001");
      const response = await get(path);
      expect(Object.fromEntries(response.headers)).toMatchObject(kept);
      expect(await response.text()).toBe("\u0000\u0001");
    },
  );

  it("comes without what is about Ory's host and the connection to it", async () => {
    const dropped = {
      server: "ory",
      via: "1.1 x",
      "alt-svc": 'h3=":443"',
      "strict-transport-security": "max-age=1; includeSubDomains",
      "access-control-allow-origin": "*",
      "keep-alive": "timeout=5",
    };
    answerWith(200, { ...dropped, "x-kept": "1" });
    const { headers } = await get("/self-service/x");
    expect(Object.keys(dropped).filter((name) => headers.has(name))).toEqual([]);
    expect(headers.get("x-kept")).toBe("1");
  });

  it.each([200, 400, 401, 403, 404, 410, 422])("keeps its status %i", async (status) => {
    answerWith(status, { "content-type": "application/json" }, "{}");
    const response = await get("/sessions/whoami");
    expect([response.status, await response.text()]).toEqual([status, "{}"]);
  });

  it("may be a 204 with cookies", async () => {
    answerWith(204, { "set-cookie": "ory_session_x=; Max-Age=0" });
    const response = await get("/self-service/logout?token=x", { accept: "application/json" });
    expect([response.status, response.body]).toEqual([204, null]);
    expect(response.headers.getSetCookie()).toEqual(["ory_session_x=; Max-Age=0"]);
  });

  it("to HEAD has no body", async () => {
    const response = await proxyToOry(request("/sessions/whoami", { method: "HEAD" }));
    expect([response.status, await response.text()]).toEqual([200, ""]);
    expect(only(ory.received).method).toBe("HEAD");
  });
});

describe("a parameter that a flow begins with", () => {
  it.each([
    "aal=aal2&refresh=true",
    "via=email",
    "identity_schema=person",
    "organization=6f9619ff-8b86-d011-b42d-00cf4fc964ff",
    "login_challenge=gAAAA-Bl_x.y~z=",
  ])("is passed on: %s", async (query) => {
    await get(`/self-service/login/browser?${query}`);
    expect(Object.fromEntries(receivedQuery())).toEqual(
      Object.fromEntries(new URLSearchParams(query)),
    );
  });

  it.each([
    "aal=TEXT",
    "%61al=TEXT",
    "aal=aal1%0aTEXT",
    "aal=TEXT&aal=aal1",
    "refresh=TEXT",
    "via=some+TEXT",
    "identity_schema=some%20TEXT",
    "organization=TEXT",
    "login_challenge=some%20TEXT",
  ])("is not passed on where Ory would only repeat it: %s", async (query) => {
    await get(`/self-service/registration/browser?${query}`);
    expect(only(ory.received).url).not.toContain("TEXT");
  });

  it("is nothing of that where no flow begins", async () => {
    const callback = "/self-service/methods/oidc/callback/x?code=a+b&aal=%20signed";
    await get(callback);
    expect(only(ory.received).url).toBe(callback);
  });
});

describe("refusals", () => {
  it.each(["PUT", "PATCH", "DELETE", "OPTIONS"])("%s is not passed on", async (method) => {
    const response = await proxyToOry(request("/self-service/settings", { method }));
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("GET, HEAD, POST");
    expect(ory.received).toEqual([]);
  });

  const prefetches: Record<string, string>[] = [
    { "next-router-prefetch": "1" },
    { rsc: "1" },
    { purpose: "prefetch" },
    { "sec-purpose": "prefetch" },
    { "sec-purpose": "prefetch;prerender" },
    { "x-moz": "prefetch" },
    { "x-purpose": "preview" },
  ];
  it.each(prefetches)("a prefetch signs nobody out: %j", async (headers) => {
    for (const path of ["/self-service/logout?token=x", "/self-service/logout/browser"]) {
      const response = await get(path, headers);
      expect(response.status).toBe(403);
      expect(response.headers.getSetCookie()).toEqual([]);
    }
    expect(ory.received).toEqual([]);
  });

  it("signing out on purpose passes, and other pages may be prefetched", async () => {
    await get("/self-service/logout?token=x");
    await get("/self-service/login/browser", { purpose: "prefetch" });
    expect(ory.received).toHaveLength(2);
  });

  it.each([
    ["with its length told", "x".repeat(1001)],
    ["with its length not told", new Blob(["x".repeat(600), "x".repeat(600)]).stream()],
  ])("too large a body is not passed on, %s", async (_, body) => {
    const proxy = createProxy({ maxBodyBytes: 1000 });
    const post = { method: "POST", body, duplex: "half" } as const;
    const response = await proxy(request("/self-service/login", post));
    expect(response.status).toBe(413);
    expect(await errorCode(response)).toMatchObject({ error: { code: "too_large" } });
    expect(ory.received).toEqual([]);
  });

  it("a body of the largest size passes, and the limit is 256 KiB", async () => {
    const post = (size: number) =>
      proxyToOry(request("/self-service/login", { method: "POST", body: "x".repeat(size) }));
    expect((await post(256 * 1024)).status).toBe(200);
    expect((await post(256 * 1024 + 1)).status).toBe(413);
    expect(only(ory.received).body).toHaveLength(256 * 1024);
  });

  it("a body that never ends is not waited for", async () => {
    const proxy = createProxy({ timeoutMs: 20 });
    let cancelled = false;
    const body = new ReadableStream({
      cancel() {
        cancelled = true;
      },
    });
    const post = { method: "POST", body, duplex: "half" } as const;
    expect((await proxy(request("/self-service/login", post))).status).toBe(408);
    expect(cancelled).toBe(true);
  });
});

describe("when Ory can't answer", () => {
  async function expectUnavailable(response: Response): Promise<void> {
    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).toBe("5");
    expect(response.headers.get("cache-control")).toBe("private, no-store");
    expect(response.headers.getSetCookie()).toEqual([]);
    expect(await response.text()).toContain("The sign-in service can’t be reached");
  }

  /** Responds once as given. Resolves when that connection closes. */
  function closedAfter(answer: (response: ServerResponse, request: IncomingMessage) => void) {
    return new Promise<void>((resolve) => {
      ory.answer = (request, response) => {
        response.on("close", resolve);
        answer(response, request);
      };
    });
  }

  it("nothing listens there: 503", async () => {
    const free = createServer();
    free.listen(0, "localhost");
    await once(free, "listening");
    const { port } = free.address() as AddressInfo;
    free.close();
    await once(free, "close");
    settings.orySdkUrl = `http://localhost:${port}`;
    await expectUnavailable(await get("/self-service/login"));
  });

  it("no answer in time: 503, and the connection is closed", async () => {
    const closed = closedAfter(() => undefined);
    await expectUnavailable(await createProxy({ timeoutMs: 100 })(request("/sessions/whoami")));
    await closed;
  });

  it("an answer that never ends: 503, and the connection is closed", async () => {
    const closed = closedAfter((response) => response.write("{"));
    await expectUnavailable(await createProxy({ timeoutMs: 100 })(request("/sessions/whoami")));
    await closed;
  });

  it("bodies that no memory is left for: 503, until others are done", async () => {
    const proxy = createProxy({ maxHeldBytes: 1000 });
    const post = () =>
      proxy(request("/self-service/login", { method: "POST", body: "x".repeat(600) }));
    const answers: ServerResponse[] = [];
    const asked = new Promise<void>((resolve) => {
      ory.answer = (_, response) => {
        answers.push(response);
        resolve();
      };
    });
    const waiting = post();
    await asked;
    await expectUnavailable(await post());
    answers[0]?.end("ok");
    expect((await waiting).status).toBe(200);
    ory.answer = (_, response) => response.end("ok");
    expect((await post()).status).toBe(200);
  });

  it("bodies that were refused take no memory from others", async () => {
    const proxy = createProxy({ maxBodyBytes: 500, maxHeldBytes: 1000 });
    const post = (size: number) =>
      proxy(request("/self-service/login", { method: "POST", body: "x".repeat(size) }));
    for (const size of [501, 501, 501, 500, 500, 500]) {
      expect((await post(size)).status).toBe(size > 500 ? 413 : 200);
    }
  });

  it("an answer that is cut: 503", async () => {
    ory.answer = (incoming, response) => {
      response.writeHead(200, { "content-length": "10" }).write("12345", () => {
        incoming.socket.destroy();
      });
    };
    await expectUnavailable(await get("/sessions/whoami"));
  });

  it("an answer without end in size: 503, and the connection is closed", async () => {
    const closed = closedAfter((response) => {
      const write = () =>
        response.write("x".repeat(64 * 1024), () => response.destroyed || write());
      write();
    });
    const proxy = createProxy({ maxAnswerBytes: 100_000 });
    await expectUnavailable(await proxy(request("/sessions/whoami")));
    await closed;
  });

  it.each([429, 500, 502, 503, 504])(
    "its %i becomes a 503, without what it says",
    async (status) => {
      ory.answer = (_, response) =>
        response.writeHead(status, { "set-cookie": "a=1" }).end("internal detail");
      const response = await get("/self-service/login");
      expect(await response.clone().text()).not.toContain("internal detail");
      await expectUnavailable(response);
    },
  );

  it("a redirect of Ory is not followed", async () => {
    ory.answer = (_, response) => response.writeHead(302, { location: "/admin" }).end();
    expect((await get("/self-service/login")).status).toBe(302);
    expect(ory.received).toHaveLength(1);
  });

  it("a browser gets a page of its own without script, with a policy that allows its style", async () => {
    ory.answer = (_, response) => response.writeHead(502).end();
    const response = await get("/self-service/login/browser?a=1");
    const html = await response.text();
    const style = /<style>(.*)<\/style>/s.exec(html)?.[1] ?? "";
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(style));
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(response.headers.get("content-security-policy")).toBe(
      `default-src 'none'; style-src 'sha256-${Buffer.from(digest).toString("base64")}'; ` +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
    expect(html).toContain('<html lang="en" data-theme="system">');
    expect(html).toContain('<a href="">Try again</a>');
    expect(html).not.toMatch(/<script|style=|onclick/);
  });

  it("a browser that posted a form is told how to send it again", async () => {
    ory.answer = (_, response) => response.writeHead(502).end();
    const response = await proxyToOry(
      request("/self-service/login", { method: "POST", body: "a=b" }),
    );
    const html = await response.text();
    expect(html).toContain("reload this page to send it again");
    expect(html).not.toContain("Try again</a>");
  });

  it("a program gets JSON", async () => {
    ory.answer = (_, response) => response.writeHead(502).end();
    const response = await get("/sessions/whoami", { accept: "application/json" });
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(response.headers.get("retry-after")).toBe("5");
    expect(await errorCode(response)).toMatchObject({ error: { code: "unavailable" } });
  });

  it("is over as soon as Ory answers again", async () => {
    ory.answer = (_, response) => response.writeHead(502).end();
    await expectUnavailable(await get("/sessions/whoami"));
    ory.answer = (_, response) => response.end("ok");
    expect((await get("/sessions/whoami")).status).toBe(200);
  });
});

it("works with the default address of Ory, which the library does not know", async () => {
  vi.stubEnv("ORY_SDK_URL", "");
  vi.stubEnv("NEXT_PUBLIC_ORY_SDK_URL", "");
  expect((await get("/self-service/login")).status).toBe(200);
});

it("leaves no limit on other calls of fetch", async () => {
  ory.answer = (_, response) => response.end("x".repeat(1000));
  const proxied = createProxy({ maxAnswerBytes: 10 })(request("/sessions/whoami"));
  const direct = await fetch(settings.orySdkUrl);
  expect(await direct.text()).toHaveLength(1000);
  expect((await proxied).status).toBe(503);
});
