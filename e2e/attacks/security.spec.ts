import { Configuration, IdentityApi } from "@ory/client";
import type { Page } from "@playwright/test";
import { freePorts } from "../../scripts/local/ports";
import { expect, test as base } from "../fixtures/fault-fixtures";
import { actionCall, actionForm, mutatingRoutes, serverActions } from "../fixtures/mutations";
import { createAccount, newPerson, type Person, readMail } from "../fixtures/people";
import { type RawAnswer, send } from "../fixtures/raw-http";
import { beginFlow, sessionCookie } from "../fixtures/session-cookie";
import { cookieHeader, signedInPerson } from "../fixtures/signed-in";
import type { Stack } from "../fixtures/stack";
import { startApp } from "../fixtures/start-app";
import { waitForHttp } from "../fixtures/wait";

const evil = "evil.example";
const formType = "application/x-www-form-urlencoded";
const forgedCookie = "ory_session_local=MTczMjM0NTY3OHxmb3JnZWQ";
const protectedPages = [
  "/admin",
  "/dashboard",
  "/dashboard/client",
  "/dashboard/confidential",
  "/profile",
  "/profile/export",
  "/settings",
  "/settings/delete",
  "/settings/second-factor",
  "/settings/sessions",
];

interface Hosts {
  /** The stack's app once more, on a host that runs the middleware apart from the server. */
  elsewhere: string;
}

const test = base.extend<object, Hosts>({
  elsewhere: [
    async ({ stack, oryProxy }, use) => {
      const [port = 0] = await freePorts(1);
      const url = `http://localhost:${port}`;
      const ory = { NEXT_PUBLIC_ORY_SDK_URL: oryProxy.url, ORY_ADMIN_URL: stack.ory.adminUrl };
      const app = startApp({ port, env: { ...ory, VERCEL: "1" } });
      await waitForHttp(url, app.exited);
      await use(url);
      app.kill();
      await app.exited;
    },
    { scope: "worker" },
  ],
});

interface SignedIn {
  person: Person;
  /** The `Cookie` header of the session. */
  cookie: string;
}

async function someoneSignedIn(stack: Stack, given = newPerson()): Promise<SignedIn> {
  const person = await createAccount(stack, given);
  return { person, cookie: await sessionCookie(stack.appUrl, person) };
}

async function isSignedIn(stack: Stack, cookie: string): Promise<boolean> {
  return (await send(stack.appUrl, "GET", "/api/session", { cookie })).status === 200;
}

function signOutOtherDevices() {
  const action = serverActions().find(({ name }) => name === "signOutOtherDevices");
  if (!action) throw new Error("The build has no action that signs out other devices.");
  return action;
}

function redirectTarget(answer: RawAnswer, base: string): URL {
  return new URL(answer.headers.location ?? "", base);
}

test.describe("the headers of an answer", () => {
  /** What is asked for, whether by someone who is signed in, and the status of the answer. */
  const answers = [
    ["GET", "/", "anonymous", 200],
    ["GET", "/", "signed in", 200],
    ["GET", "/dashboard", "anonymous", 307],
    ["GET", "/dashboard", "forged", 307],
    ["GET", "/dashboard", "signed in", 200],
    ["GET", "/dashboard/confidential", "signed in", 307],
    ["GET", "/profile/export", "anonymous", 307],
    ["GET", "/profile/export", "signed in", 200],
    ["GET", "/settings", "signed in", 307],
    ["GET", "/settings/sessions", "signed in", 200],
    ["GET", "/settings/delete", "signed in", 200],
    ["GET", "/admin", "anonymous", 307],
    ["GET", "/admin", "signed in", 404],
    ["GET", "/api/session", "anonymous", 401],
    ["GET", "/api/session", "signed in", 200],
    ["GET", "/auth/login", "anonymous", 307],
    ["GET", "/auth/error", "anonymous", 200],
    ["GET", "/auth/logout", "signed in", 405],
    ["POST", "/auth/logout", "anonymous", 403],
    ["POST", "/auth/extend", "anonymous", 403],
    ["POST", "/auth/delete", "anonymous", 403],
    ["GET", "/unavailable", "anonymous", 503],
    ["GET", "/no/such/page", "anonymous", 404],
    ["GET", "/api/none", "anonymous", 404],
    ["GET", "/missing.ico", "anonymous", 404],
    ["GET", "/_next/imaginary", "anonymous", 404],
    ["GET", "/_next/imagefoo", "anonymous", 404],
    ["GET", "/%E0%A4%A", "anonymous", 404],
    ["POST", "/settings/sessions", "unknown action", 409],
    ["GET", "/self-service/login/browser", "anonymous", 303],
    ["GET", "/self-service/login/flows?id=none", "anonymous", 404],
    ["GET", "/self-service/x%2Fy", "anonymous", 404],
    ["GET", "/self-service/none", "anonymous", 404],
    ["GET", "/sessions/whoami", "anonymous", 401],
    ["GET", "/sessions/whoami", "signed in", 200],
    ["GET", "/.well-known/ory/webauthn.js", "anonymous", 200],
    ["GET", "/.ory/none", "anonymous", 404],
  ] as const;

  const who = { anonymous: {}, forged: { cookie: forgedCookie } };
  const unknownAction = { "next-action": "0".repeat(42), "content-type": "text/plain" };

  async function expectTheDesignsAnswers(url: string, cookie: string, forwardedProto?: string) {
    for (const [method, path, as, status] of answers) {
      const headers = {
        ...(forwardedProto && { "x-forwarded-proto": forwardedProto }),
        ...(as === "signed in" || as === "unknown action" ? { cookie } : who[as]),
        ...(as === "unknown action" && unknownAction),
      };
      const answer = await send(url, method, path, headers);
      const what = `${method} ${path}, ${as}`;
      expect(answer.status, what).toBe(status);
      expectTheDesignsHeaders(answer, what);
      expect(answer.headers["strict-transport-security"] !== undefined, what).toBe(
        forwardedProto === "https",
      );
    }
  }

  for (const forwardedProto of [undefined, "http", "https"]) {
    const over = forwardedProto ?? "plain http";
    test(`are those of the design, whatever kind of answer it is, over ${over}`, async ({
      stack,
    }) => {
      const { cookie } = await someoneSignedIn(stack);
      await expectTheDesignsAnswers(stack.appUrl, cookie, forwardedProto);
    });
  }

  test("are those of the design where the middleware runs elsewhere", async ({
    stack,
    elsewhere,
    page,
  }) => {
    await signedInPerson(page, stack);
    await expectTheDesignsAnswers(elsewhere, await cookieHeader(page.context()), "https");
    // Scripts show it: their nonce is the one that the browser was told.
    await page.goto(`${elsewhere}/dashboard/client`);
    await expect(page.getByRole("region", { name: "Your session" })).toContainText("aal1");
  });

  test("are those of the design while Ory fails, too", async ({ stack, oryProxy }) => {
    const { cookie } = await someoneSignedIn(stack);
    await oryProxy.breakWith("500");
    for (const [path, accept] of [
      ["/unavailable", "text/html"],
      ["/dashboard", "text/html"],
      ["/api/session", "application/json"],
      ["/self-service/login/browser", "text/html"],
      ["/self-service/login/browser", "application/json"],
    ] as const) {
      const answer = await send(stack.appUrl, "GET", path, { cookie, accept });
      expect(answer.status, path).toBe(path === "/dashboard" ? 307 : 503);
      expectTheDesignsHeaders(answer, `${path} as ${accept}`);
    }
    await oryProxy.recover();
  });

  test("have another nonce each time", async ({ stack }) => {
    const policies = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const { headers } = await send(stack.appUrl, "GET", "/");
        return /'nonce-[^']{20,}'/.exec(String(headers["content-security-policy"]))?.[0];
      }),
    );
    expect(policies).not.toContain(undefined);
    expect(new Set(policies).size).toBe(20);
  });

  test("keep what depends on a session out of every cache", async ({ stack }) => {
    const { cookie } = await someoneSignedIn(stack);
    for (const path of ["/", ...protectedPages, "/api/session", "/sessions/whoami"]) {
      for (const sent of [cookie, forgedCookie]) {
        const { headers } = await send(stack.appUrl, "GET", path, { cookie: sent });
        expect(headers["cache-control"], `${path} for ${sent}`).toContain("private");
        expect(headers["cache-control"], `${path} for ${sent}`).toContain("no-store");
      }
      const { headers } = await send(stack.appUrl, "GET", path);
      expect(headers["cache-control"], `${path} for nobody`).toContain("no-store");
    }
  });

  test("let no other site read or change anything, whatever the method", async ({ stack }) => {
    const { cookie } = await someoneSignedIn(stack);
    const paths = [
      "/api/session",
      "/sessions/whoami",
      "/dashboard",
      "/auth/logout",
      "/auth/extend",
    ];
    for (const method of ["GET", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE"]) {
      for (const path of [...paths, "/profile/export", "/self-service/logout/browser"]) {
        const { text } = await send(stack.appUrl, method, path, {
          cookie,
          origin: `https://${evil}`,
          "access-control-request-method": method,
          "access-control-request-headers": "x-session-token",
        });
        expect(text.toLowerCase(), `${method} ${path}`).not.toContain("access-control-");
      }
    }
    expect(await isSignedIn(stack, cookie)).toBe(true);
  });

  function expectTheDesignsHeaders(answer: RawAnswer, what: string): void {
    const { headers } = answer;
    expect(headers["x-content-type-options"], what).toBe("nosniff");
    expect(headers["referrer-policy"], what).toBe("same-origin");
    expect(headers["permissions-policy"], what).toContain("camera=()");
    expect(headers["x-powered-by"], what).toBeUndefined();
    const policy = new Map(
      String(headers["content-security-policy"])
        .split("; ")
        .map((directive) => {
          const [name = "", ...values] = directive.split(" ");
          return [name, values.join(" ")] as const;
        }),
    );
    expect(policy.get("frame-ancestors"), what).toBe("'none'");
    expect(policy.get("base-uri"), what).toBe("'none'");
    expect([...policy.values()].join(" "), what).not.toContain("unsafe");
    if (policy.get("default-src") === "'none'") {
      expect(policy.get("form-action"), what).toBe("'none'");
      expect(answer.body, what).not.toContain("<script");
    } else {
      expect(policy.get("object-src"), what).toBe("'none'");
      expect(policy.get("form-action"), what).toBe("'self'");
      expect(policy.get("script-src"), what).toMatch(/^'nonce-[^']{20,}' 'strict-dynamic'$/);
    }
  }
});

test.describe("a header that a client makes up", () => {
  const subrequests = ["middleware", "src/middleware", "pages/_middleware", "proxy", "src/proxy"];
  const tricks: Record<string, string>[] = [
    ...subrequests.flatMap((name) => [
      { "x-middleware-subrequest": name },
      { "x-middleware-subrequest": Array<string>(5).fill(name).join(":") },
    ]),
    { "x-middleware-subrequest-id": "0" },
    { "content-security-policy": "script-src 'nonce-forged'" },
    { "content-security-policy": "script-src 'nonce-forged'", rsc: "1" },
    { "x-middleware-rewrite": "/dashboard" },
    { "x-middleware-rewrite": `https://${evil}/` },
    { "x-middleware-next": "1" },
    { "x-middleware-prefetch": "1" },
    { "x-middleware-invoke": "1" },
    { "x-middleware-redirect": `https://${evil}/` },
    { "x-middleware-override-headers": "cookie", "x-middleware-request-cookie": "x" },
    { "x-invoke-path": "/", "x-invoke-status": "200", "x-invoke-output": "/" },
    { "x-matched-path": "/" },
    { "x-next-resume": "1" },
    { "next-resume": "1" },
    { "x-nextjs-data": "1" },
    { "x-now-route-matches": "1=dashboard" },
    { rsc: "1" },
    { rsc: "1", "next-router-prefetch": "1", "next-router-segment-prefetch": "/_tree" },
    { rsc: "1", "next-router-state-tree": encodeURIComponent('["",{},null,"refetch"]') },
    { rsc: "1", "next-url": `https://${evil}/` },
    { "next-action": "0".repeat(42) },
    { "x-original-url": "/" },
    { "x-rewrite-url": "/" },
    { "x-original-url": "/dashboard", "x-rewrite-url": "/dashboard" },
    { "x-forwarded-host": evil, "x-forwarded-proto": "https", "x-forwarded-port": "1" },
    { "x-forwarded-prefix": `//${evil}` },
    { "x-forwarded-uri": "/", "x-forwarded-path": "/" },
    { "x-forwarded-for": "127.0.0.1", "x-real-ip": "127.0.0.1", "true-client-ip": "127.0.0.1" },
    { "x-http-method-override": "DELETE", "x-method-override": "DELETE" },
    {
      "x-vercel-protection-bypass": "1",
      "x-prerender-revalidate": "1",
      "x-vercel-skip-toolbar": "1",
    },
    { "x-user": "admin", "x-kratos-authenticated-identity-id": "admin", "x-session-id": "1" },
  ];

  // A page, one with a client part, one with a check of its own, a handler.
  const tricked = ["/dashboard", "/dashboard/client", "/settings/sessions", "/profile/export"];
  for (const cookie of [undefined, forgedCookie]) {
    const as = cookie ? "with a forged cookie" : "signed out";
    test(`gets nobody past the sign-in, ${as}`, async ({ stack, elsewhere }) => {
      for (const trick of tricks) {
        await Promise.all(
          [stack.appUrl, elsewhere].flatMap((url) =>
            tricked.map(async (path) => {
              const headers = { accept: "*/*", ...trick, ...(cookie && { cookie }) };
              const answer = await send(url, "GET", path, headers);
              const what = `${path} with ${JSON.stringify(trick)}`;
              expect(answer.text, what).not.toContain(evil);
              expect(answer.text, what).not.toMatch(/Welcome,|This device|Sign out|"traits"/);
              if (answer.headers.location === undefined) return;
              const target = redirectTarget(answer, url);
              expect(target.origin, what).toBe(url);
              expect(["/auth/login", path], what).toContain(target.pathname);
              const returnTo = target.searchParams.get("return_to");
              if (target.pathname !== "/auth/login") return;
              expect([...protectedPages, "/profile?export=ready"], what).toContain(returnTo);
            }),
          ),
        );
      }
    });
  }

  test("about hosts appears in no link, cookie, redirect or call to Ory", async ({
    stack,
    oryProxy,
  }) => {
    const { cookie } = await someoneSignedIn(stack);
    const origin = stack.appUrl;
    const form = actionForm(signOutOtherDevices().id);
    const requests = [
      ["GET", "/", {}],
      ["GET", "/", { cookie }],
      ["GET", "/no/such/page", {}],
      ["GET", "/dashboard", {}],
      ["GET", "/dashboard", { cookie: forgedCookie }],
      ["GET", "/dashboard", { cookie }],
      ["GET", "/dashboard/", { cookie }],
      ["GET", "//dashboard", { cookie }],
      ["GET", "/dashboard/confidential", { cookie }],
      ["GET", "/settings/second-factor", { cookie }],
      ["GET", "/settings", { cookie }],
      ["GET", "/unavailable?return_to=/profile", {}],
      ["GET", "/auth/login", {}],
      ["GET", "/auth/registration?return_to=/profile", {}],
      ["GET", "/auth/recovery", {}],
      ["GET", "/auth/verification", {}],
      ["GET", "/self-service/login/browser?return_to=/profile", {}],
      ["GET", "/self-service/login/browser?refresh=true", { cookie }],
      ["GET", "/self-service/settings/browser", { cookie }],
      ["GET", "/self-service/registration/browser", { accept: "application/json" }],
      ["GET", "/self-service/logout/browser", { cookie, accept: "application/json" }],
      ["GET", "/sessions/whoami", { cookie }],
      ["POST", "/auth/extend", { cookie, origin, "content-type": formType }],
      ["POST", "/settings/sessions", { cookie, "sec-fetch-site": "same-origin" }],
      ["POST", "/auth/logout", { cookie, origin }],
    ] as const;
    oryProxy.requests = [];
    for (const [method, path, headers] of requests) {
      const isForm = path === "/settings/sessions";
      const answer = await send(
        stack.appUrl,
        method,
        path,
        { ...headers, ...(isForm && form.headers), ...forgedHosts },
        isForm ? form.body : method === "POST" ? "" : undefined,
      );
      const what = `${method} ${path}`;
      expect([200, 303, 307, 308, 404, path.startsWith("/unavailable") && 503], what).toContain(
        answer.status,
      );
      expect(answer.text, what).not.toContain(evil);
      for (const line of answer.headers["set-cookie"] ?? []) {
        expect(line, what).not.toMatch(/;\s*(domain|secure)/i);
      }
    }
    expect(oryProxy.requests.length).toBeGreaterThan(10);
    expect(JSON.stringify(oryProxy.requests)).not.toContain(evil);
  });

  test("about hosts appears in no mail", async ({ stack }) => {
    const person = await createAccount(stack);
    for (const [flow, subject] of [
      ["recovery", /recover/i],
      ["verification", /verify/i],
    ] as const) {
      const begun = await beginFlow(stack.appUrl, flow, forgedHosts);
      const action = new URL(begun.action);
      expect(action.origin).toBe(stack.appUrl);
      const answer = await send(
        stack.appUrl,
        "POST",
        action.pathname + action.search,
        {
          ...forgedHosts,
          accept: "application/json",
          "content-type": "application/json",
          cookie: begun.cookie,
        },
        JSON.stringify({ method: "code", email: person.email, csrf_token: begun.csrfToken }),
      );
      expect(answer.status).toBe(200);
      const { text } = await readMail(stack, person.email, subject);
      expect(text).not.toContain(evil);
      const links = text.match(/https?:\/\/\S+/g) ?? [];
      // A recovery is a code alone.
      expect(links.length > 0).toBe(flow === "verification");
      for (const link of links) expect(new URL(link).origin).toBe(stack.appUrl);
    }
  });

  const forgedHosts = {
    host: evil,
    "x-forwarded-host": evil,
    "x-forwarded-proto": "https",
    "x-forwarded-port": "444",
    "x-forwarded-server": evil,
    "x-original-host": evil,
    "x-host": evil,
    forwarded: `for=192.0.2.1;host=${evil};proto=https`,
    via: `1.1 ${evil}`,
  };
});

test("cookies other than Ory's are never sent to Ory", async ({ stack, oryProxy }) => {
  const { cookie } = await someoneSignedIn(stack);
  const secret = "the-apps-own-secret";
  const others = [
    "theme",
    "session",
    "__Host-app",
    "xory_session",
    "ORY_SESSION_LOCAL",
    "csrftoken",
  ];
  const cookies = [...others.map((name) => `${name}=${secret}`), cookie, `last=${secret}`].join(
    "; ",
  );
  const form = actionForm(signOutOtherDevices().id);
  const login = await beginFlow(stack.appUrl, "login", { cookie: cookies }, "?refresh=true");
  const { pathname, search, searchParams } = new URL(login.action);
  const flow = searchParams.get("flow") ?? "";
  const origin = stack.appUrl;
  const requests = [
    ...["/", ...protectedPages, "/api/session", "/sessions/whoami"].map(
      (path) => ["GET", path, {}, undefined] as const,
    ),
    ["GET", `/auth/login?flow=${flow}`, {}, undefined],
    ["GET", "/self-service/settings/browser", {}, undefined],
    ["POST", pathname + search, { "content-type": formType }, "a=b"],
    ["POST", "/settings/sessions", { origin, ...form.headers }, form.body],
    ["POST", "/auth/extend", { origin, "content-type": formType }, "return_to=/profile"],
    ["POST", "/auth/logout", { origin }, ""],
  ] as const;
  for (const [method, path, headers, body] of requests) {
    oryProxy.requests = [];
    await send(stack.appUrl, method, path, { ...headers, cookie: cookies }, body);
    // The client part asks by itself, from the browser.
    if (path !== "/dashboard/client") {
      expect(oryProxy.requests.length, `${method} ${path}`).toBeGreaterThan(0);
    }
    for (const request of oryProxy.requests) {
      expect(JSON.stringify(request), `${method} ${path}`).not.toContain(secret);
      const names = (request.headers.cookie ?? "").split("; ").map((pair) => pair.split("=")[0]);
      for (const name of names) expect(name).toMatch(/^(ory_session_local|csrf_token_.+)$/);
    }
  }
});

test.describe("a change that another site's page asks for", () => {
  const fromElsewhere: Record<string, string>[] = [
    { origin: `https://${evil}` },
    { origin: "null" },
    { origin: `https://${evil}`, "sec-fetch-site": "same-origin" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { origin: `https://${evil}`, "x-forwarded-host": evil, "x-forwarded-proto": "https" },
    { origin: `https://${evil}`, host: evil },
    {},
  ];

  test("is refused by every route handler of the source tree", async ({ stack }) => {
    const { cookie } = await someoneSignedIn(stack);
    const routes = mutatingRoutes();
    expect(routes.map(({ method, path }) => `${method} ${path}`)).toEqual(
      expect.arrayContaining(["POST /auth/logout", "POST /auth/delete", "POST /self-service/x"]),
    );
    for (const { method, path } of routes.filter(({ proxied }) => !proxied)) {
      for (const headers of fromElsewhere) {
        const answer = await send(stack.appUrl, method, path, { ...headers, cookie });
        const what = `${method} ${path} with ${JSON.stringify(headers)}`;
        expect(answer.status, what).toBe(403);
        expect(answer.headers["set-cookie"], what).toBeUndefined();
      }
    }
    expect(await isSignedIn(stack, cookie)).toBe(true);
  });

  test("is refused by every server action of the build", async ({ stack }) => {
    const { person, cookie } = await someoneSignedIn(stack);
    const otherDevice = await sessionCookie(stack.appUrl, person);
    const actions = serverActions();
    expect(actions).toContainEqual(signOutOtherDevices());
    for (const { id, name, page } of actions) {
      for (const headers of fromElsewhere) {
        for (const call of [actionForm(id), actionCall(id)]) {
          const all = { ...headers, ...call.headers, cookie };
          const answer = await send(stack.appUrl, "POST", page, all, call.body);
          const what = `${name} with ${JSON.stringify(all)}`;
          expect(answer.status, what).toBe(500);
          expect(answer.headers.location, what).toBeUndefined();
        }
      }
    }
    expect(await isSignedIn(stack, otherDevice)).toBe(true);

    // The very same call from the app's own page is a good one.
    const { id, page } = signOutOtherDevices();
    const { headers, body } = actionForm(id);
    const own = { ...headers, cookie, origin: stack.appUrl };
    expect((await send(stack.appUrl, "POST", page, own, body)).status).toBe(303);
    expect(await isSignedIn(stack, otherDevice)).toBe(false);
  });

  test("is refused by Ory's own token for its forms", async ({ stack }) => {
    const { person, cookie } = await someoneSignedIn(stack);
    const settings = await beginFlow(stack.appUrl, "settings", { cookie });
    const { pathname, search } = new URL(settings.action);
    const post = (fields: Record<string, string>) =>
      send(
        stack.appUrl,
        "POST",
        pathname + search,
        {
          origin: `https://${evil}`,
          "content-type": formType,
          cookie: `${cookie}; ${settings.cookie}`,
        },
        new URLSearchParams({
          method: "profile",
          "traits.email": person.email,
          "traits.name.first": "Mallory",
          ...fields,
        }).toString(),
      );
    for (const fields of [{}, { csrf_token: "" }, { csrf_token: "Zm9yZ2Vk" }]) {
      const answer = await post(fields as Record<string, string>);
      const { pathname, searchParams } = redirectTarget(answer, stack.appUrl);
      expect([pathname, searchParams.get("notice")]).toEqual(["/settings", "stale"]);
      expect((await firstName(stack, cookie)) ?? "").toBe(person.firstName);
    }
    // What only this site's page knows is what makes the difference.
    await post({ csrf_token: settings.csrfToken });
    expect(await firstName(stack, cookie)).toBe("Mallory");
  });

  async function firstName(stack: Stack, cookie: string): Promise<string | undefined> {
    const { body } = await send(stack.appUrl, "GET", "/api/session", { cookie });
    return /"first":"([^"]*)"/.exec(body)?.[1];
  }
});

test("nobody is shown anybody else, however many look at once", async ({ stack }) => {
  const people = await Promise.all([someoneSignedIn(stack), someoneSignedIn(stack)]);
  const paths = ["/dashboard", "/profile", "/api/session", "/"];
  const views = Array.from({ length: 200 }, (_, n) => paths[n % paths.length] ?? "/").flatMap(
    (path) => people.map((viewer) => ({ path, viewer })),
  );
  const viewNext = async (): Promise<void> => {
    for (let view = views.pop(); view; view = views.pop()) {
      const { path, viewer } = view;
      const answer = await send(stack.appUrl, "GET", path, { cookie: viewer.cookie });
      expect(answer.status, path).toBe(200);
      for (const { person } of people) {
        expect(answer.text.includes(person.email), path).toBe(person === viewer.person);
      }
    }
  };
  await Promise.all(Array.from({ length: 40 }, viewNext));
});

test.describe("a session cookie", () => {
  /** What somebody may send in place of a session; `real` is the cookie of one. */
  const wrong: Record<string, (real: string) => string> = {
    "is forged": () => forgedCookie,
    "is empty": () => "ory_session_local=",
    "has lost its end": (real) => real.slice(0, -12),
    "has something at its end": (real) => `${real}x`,
    "has one letter changed": (real) => real.replace(/.{20}$/, (end) => swapCase(end)),
    "is as large as the server takes": () => `ory_session_local=${"A".repeat(14_000)}`,
    "is there five hundred times": () => "ory_session_local=x; ".repeat(500).slice(0, -2),
    "is there under five hundred names": () =>
      Array.from({ length: 500 }, (_, n) => `ory_session_${n}=x`).join("; "),
    "is no cookie at all": () => ";;;=;==; ory_session_local=%%%;ory_session_local",
    "is JSON": () => 'ory_session_local={"active":true}',
    "has quotes and tags": () => "ory_session_local=\"'<script>alert(1)</script>",
    "has bytes above 127": () => "ory_session_local=\u00ff\u00fe; ory_session_\u00e4=\u00ff",
    "has spaces and commas": () => "ory_session_local=a b,c",
    "is of another Ory": (real) => real.replace("ory_session_local", "ory_session_other"),
    "is Kratos's default": (real) => real.replace("ory_session_local", "ory_kratos_session"),
  };

  test("that is no session is plain signed out, and signing out with it works", async ({
    stack,
  }) => {
    const real = sessionPair((await someoneSignedIn(stack)).cookie);
    for (const [name, make] of Object.entries(wrong)) {
      const cookie = make(real);
      const page = await send(stack.appUrl, "GET", "/dashboard", { cookie });
      expect(page.status, name).toBe(307);
      expect(redirectTarget(page, stack.appUrl).pathname, name).toBe("/auth/login");
      expect((await send(stack.appUrl, "GET", "/api/session", { cookie })).status, name).toBe(401);
      expect((await send(stack.appUrl, "GET", "/", { cookie })).body, name).toContain(
        "Nobody is signed in",
      );
      const origin = stack.appUrl;
      const signOut = await send(stack.appUrl, "POST", "/auth/logout", { cookie, origin }, "");
      expect(signOut.status, name).toBe(303);
      expect(signOut.headers.location, name).toBe("/");
      // What stands in front of the app takes no more of headers.
      expect(signOut.text.length, name).toBeLessThan(8_000);
    }
    expect(await isSignedIn(stack, real)).toBe(true);
  });

  test("that is too large for the server ends there", async ({ stack }) => {
    const cookie = `ory_session_local=${"A".repeat(20_000)}`;
    expect((await send(stack.appUrl, "GET", "/dashboard", { cookie })).status).toBe(431);
  });

  test("beside a forged one is what Ory says of the two: the one that is real", async ({
    stack,
  }) => {
    const { person, cookie } = await someoneSignedIn(stack);
    const real = sessionPair(cookie);
    for (const both of [
      `${real}; ory_session_local=forged`,
      `ory_session_local=forged; ${real}`,
      `ory_session_other=forged; ${real}`,
      `${real}; ${real}`,
    ]) {
      const page = await send(stack.appUrl, "GET", "/dashboard", { cookie: both });
      expect(page.status, both).toBe(200);
      expect(page.body, both).toContain(person.email);
    }
  });

  function sessionPair(cookie: string): string {
    return cookie.split("; ").find((pair) => pair.startsWith("ory_session_local=")) ?? "";
  }

  function swapCase(text: string): string {
    return text.replace(/[a-z]/gi, (letter) =>
      letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
    );
  }
});

test.describe("a hostile return_to", () => {
  // The whole corpus is tried where it is decided: lib/return-to/return-to.test.ts, lib/proxy/proxy.test.ts.
  const hostile = [
    `https://${evil}/`,
    `//${evil}`,
    `/\\${evil}`,
    `/%5C${evil}`,
    `/%2F${evil}`,
    `/%252F${evil}`,
    `/settings/..//${evil}`,
    "/\r\nset-cookie: injected=1\r\n\r\n<script>",
    `javascript:alert(1)//${evil}`,
    `/${"a".repeat(6_000)}`,
  ];
  const entrances = [
    "/auth/login",
    "/auth/registration",
    "/auth/recovery",
    "/auth/verification",
    "/unavailable",
    "/self-service/login/browser",
    "/self-service/registration/browser",
    "/self-service/recovery/browser",
    "/self-service/verification/browser",
  ];
  const entrancesWhenSignedIn = [
    "/settings",
    "/settings/second-factor",
    "/self-service/settings/browser",
    "/self-service/login/browser",
  ];

  test("leads nowhere but to this site, wherever it comes in", async ({ stack }) => {
    const { cookie } = await someoneSignedIn(stack);
    const requests = [
      ...entrances.map((path) => ({ path, headers: {} })),
      ...entrancesWhenSignedIn.map((path) => ({ path, headers: { cookie } })),
    ];
    await Promise.all(
      requests.map(async ({ path, headers }) => {
        for (const value of hostile) {
          const query = `?return_to=${encodeURIComponent(value)}`;
          expectOnSite(await send(stack.appUrl, "GET", path + query, headers), stack.appUrl);
        }
      }),
    );
  });

  test("leads nowhere but to this site from the form that extends a session", async ({ stack }) => {
    for (const value of hostile) {
      const answer = await send(
        stack.appUrl,
        "POST",
        "/auth/extend",
        { origin: stack.appUrl, "content-type": formType },
        new URLSearchParams({ return_to: value }).toString(),
      );
      expect(answer.status).toBe(303);
      expectOnSite(answer, stack.appUrl);
    }
  });

  test("that Ory itself took into a flow never becomes a link", async ({ page, stack }) => {
    // Past the proxy, at Ory's own port. Cookies know no ports: the app gets what it sets.
    const accepted: string[] = [];
    const tried = [`/\\${evil}`, `//${evil}`, `/%5C${evil}`, `https://${evil}/`, "/auth/login"];
    for (const type of ["login", "registration", "recovery", "verification"]) {
      for (const value of tried) {
        const begun = await page.request.get(
          `${stack.ory.publicUrl}/self-service/${type}/browser?return_to=${encodeURIComponent(value)}`,
          { maxRedirects: 0 },
        );
        const location = new URL(begun.headers().location ?? "", stack.appUrl);
        const flow = location.searchParams.get("flow");
        if (!flow) continue;
        accepted.push(value);
        const { cookies } = await page.context().storageState();
        const cookie = cookies.map((one) => `${one.name}=${one.value}`).join("; ");
        const shown = await send(stack.appUrl, "GET", `/auth/${type}?flow=${flow}`, { cookie });
        expect(shown.status, `${type} to ${value}`).toBe(200);
        expect(shown.body).toContain(`/self-service/${type}?flow=${flow}`);
        expectOnSite(shown, stack.appUrl);
      }
    }
    expect(accepted).toContain(`/\\${evil}`);
  });

  test("that Ory itself took into a verification is not where its last link leads", async ({
    page,
    stack,
  }) => {
    for (const value of [`/\\${evil}`, `/%5C${evil}`]) {
      const person = await createAccount(stack);
      const begun = await page.request.get(
        `${stack.ory.publicUrl}/self-service/verification/browser?return_to=${encodeURIComponent(value)}`,
        { maxRedirects: 0 },
      );
      const { pathname, search } = new URL(begun.headers().location ?? "", stack.appUrl);
      await page.goto(pathname + search);
      await page.getByLabel("Email").fill(person.email);
      await page.getByRole("button", { name: "Continue" }).click();
      const { text } = await readMail(stack, person.email, /verify/i);
      await page.getByLabel("Verification code").fill(/^\d{6}$/m.exec(text)?.[0] ?? "");
      await page.getByRole("button", { name: "Continue" }).click();
      await expect(page.getByRole("link", { name: "Continue" })).toBeVisible();
      await expectLinksOnSite(page, stack);
    }
  });

  function expectOnSite(answer: RawAnswer, appUrl: string): void {
    expect(answer.status).toBeLessThan(504);
    expect(answer.headers["set-cookie"]?.join() ?? "").not.toContain("injected");
    const addresses = [
      ...(answer.headers.location === undefined ? [] : [answer.headers.location]),
      ...[...answer.body.matchAll(/ (?:href|action|formaction)="([^"]*)"/g)].map(
        ([, address = ""]) => address.replaceAll("&amp;", "&"),
      ),
    ].filter((address) => !address.startsWith("https://www.ory.com/docs/"));
    expect(addresses.length).toBeGreaterThan(0);
    for (const address of addresses) {
      const url = new URL(address, appUrl);
      expect(url.origin, address).toBe(appUrl);
      const returnTo = url.searchParams.get("return_to");
      if (returnTo === null) continue;
      expect(returnTo, address).not.toMatch(/[\\\r\n]|^\/\/|%5c|%2f/i);
      expect(new URL(returnTo, appUrl).origin, address).toBe(appUrl);
    }
  }
});

async function expectLinksOnSite(page: Page, stack: Stack): Promise<void> {
  const addresses = await page
    .locator("a[href], form[action], button[formaction], area[href]")
    .evaluateAll((elements) =>
      elements.map(
        (element) =>
          element.getAttribute("href") ??
          element.getAttribute("action") ??
          element.getAttribute("formaction") ??
          "",
      ),
    );
  expect(addresses.length).toBeGreaterThan(1);
  for (const address of addresses) {
    expect(address).not.toContain(evil);
    expect(new URL(address, page.url()).origin).toBe(stack.appUrl);
  }
}

test("Next.js's own redirects to a tidier address stay on this site", async ({ stack }) => {
  for (const path of [
    `//${evil}`,
    `//${evil}/dashboard/`,
    `///${evil}//x/`,
    `/\\${evil}`,
    `/\\/${evil}/`,
    `/%5C${evil}/`,
    `/%2F${evil}/`,
    `/%2F%2F${evil}/`,
    `/.//${evil}/`,
    `/dashboard/..//${evil}/`,
    `/%09/${evil}/`,
    `/@${evil}/`,
  ]) {
    const answer = await send(stack.appUrl, "GET", path);
    expect([307, 308, 404], path).toContain(answer.status);
    const target = redirectTarget(answer, stack.appUrl);
    expect(target.origin, path).toBe(stack.appUrl);
    expect(answer.headers.location ?? "/", path).toMatch(/^\/(?![/\\])/);
  }
});

test("no prefetch of any link on any page changes anything", async ({ stack }) => {
  const { person, cookie } = await someoneSignedIn(stack);
  // Somebody else's device, so that the page has something to sign out.
  await sessionCookie(stack.appUrl, person);
  const before = await stateAtOry(stack, cookie);
  const flow = await beginFlow(stack.appUrl, "settings", { cookie });
  const pages = [
    "/",
    ...protectedPages,
    `/settings?flow=${flow.id}`,
    "/unavailable",
    "/no/such/page",
    "/auth/error",
  ];
  const links = new Set<string>();
  for (const path of pages) {
    const { body } = await send(stack.appUrl, "GET", path, {
      cookie: `${cookie}; ${flow.cookie}`,
    });
    for (const [, href = ""] of body.matchAll(/<(?:a|link)\b[^>]* href="([^"]*)"/g)) {
      const url = new URL(href.replaceAll("&amp;", "&"), stack.appUrl);
      if (url.origin === stack.appUrl) links.add(url.pathname + url.search);
    }
  }
  expect(links.size).toBeGreaterThan(8);
  for (const headers of [
    { rsc: "1", "next-router-prefetch": "1" },
    { rsc: "1", "next-router-prefetch": "1", "next-router-segment-prefetch": "/_tree" },
    { purpose: "prefetch" },
    { "sec-purpose": "prefetch;prerender" },
  ]) {
    for (const link of links) {
      const answer = await send(stack.appUrl, "GET", link, { ...headers, cookie });
      expect(answer.headers["set-cookie"]?.join() ?? "", link).not.toContain("ory_session");
    }
  }
  expect(await stateAtOry(stack, cookie)).toEqual(before);
});

/** What Ory's admin API knows of the person with this cookie, sessions included. */
async function stateAtOry(stack: Stack, cookie: string): Promise<unknown> {
  const { body } = await send(stack.appUrl, "GET", "/api/session", { cookie });
  const id = /"identity":\{"id":"([^"]+)"/.exec(body)?.[1] ?? "";
  const admin = new IdentityApi(new Configuration({ basePath: stack.ory.adminUrl }));
  const { data: identity } = await admin.getIdentity({ id });
  const { data: sessions } = await admin.listIdentitySessions({ id });
  expect(sessions).toHaveLength(2);
  return { identity, sessions };
}

test("a body that is no form of this site is refused, however large it is", async ({ stack }) => {
  const { cookie } = await someoneSignedIn(stack);
  const origin = stack.appUrl;
  for (const [type, body] of [
    [formType, `return_to=${"a".repeat(1024 * 1024)}`],
    [formType, Buffer.alloc(20 * 1024 * 1024, "a")],
    ["application/json", '{"return_to":"/profile"}'],
    ["multipart/form-data", "no boundary"],
    ["multipart/form-data; boundary=x", "no parts"],
    ["text/plain", "return_to=/profile"],
  ] as const) {
    const headers = { cookie, origin, "content-type": type };
    const answer = await send(stack.appUrl, "POST", "/auth/extend", headers, body);
    expect(answer.status, type).toBe(400);
  }
  const headers = { cookie, origin, "content-type": formType };
  const answer = await send(stack.appUrl, "POST", "/auth/extend", headers, "return_to=/profile");
  expect(answer.headers.location).toBe("/profile");
});
