import { evil, expect, forgedCookie, isSignedIn, protectedPages, test } from "../fixtures/attack";
import { type RawAnswer, send } from "../fixtures/raw-http";
import { cookieHeader, signedInPerson } from "../fixtures/signed-in";

/** Method, path, visitor and expected status. */
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
  ["GET", "/_next/image", "anonymous", 404],
  ["GET", "/_next/imagefoo", "anonymous", 404],
  ["GET", "/_next/data/x/index.json", "anonymous", 404],
  ["GET", "/_global-error", "anonymous", 404],
  ["GET", "/_not-found", "anonymous", 404],
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

for (const [method, path, as, status] of answers) {
  test(`${method} ${path}, ${as}, has the headers of the design`, async ({
    stack,
    elsewhere,
    visitor,
  }) => {
    for (const [url, forwardedProto] of [
      [stack.appUrl, undefined],
      [stack.appUrl, "http"],
      [stack.appUrl, "https"],
      [elsewhere, "https"],
    ] as const) {
      const headers = headersOf(as, visitor.cookie, forwardedProto);
      const answer = await send(url, method, path, headers);
      expect(answer.status).toBe(status);
      expectTheDesignsHeaders(answer, forwardedProto);
    }
  });
}

test("scripts run where the middleware runs elsewhere", async ({ stack, elsewhere, page }) => {
  await signedInPerson(page, stack);
  expect(await cookieHeader(page.context())).toContain("ory_session");
  await page.goto(`${elsewhere}/dashboard/client`);
  await expect(page.getByRole("region", { name: "Your session" })).toContainText("aal1");
});

for (const [path, accept] of [
  ["/unavailable", "text/html"],
  ["/dashboard", "text/html"],
  ["/api/session", "application/json"],
  ["/self-service/login/browser", "text/html"],
  ["/self-service/login/browser", "application/json"],
] as const) {
  test(`${path} as ${accept} has the headers of the design while Ory fails`, async ({
    stack,
    visitor: { cookie },
    oryProxy,
  }) => {
    await oryProxy.breakWith("500");
    const answer = await send(stack.appUrl, "GET", path, { cookie, accept });
    await oryProxy.recover();
    expect(answer.status).toBe(path === "/dashboard" ? 307 : 503);
    expectTheDesignsHeaders(answer);
  });
}

test("each document has a nonce of its own", async ({ stack }) => {
  const policies = await Promise.all(
    Array.from({ length: 20 }, async () => {
      const { headers } = await send(stack.appUrl, "GET", "/");
      return /'nonce-[^']{20,}'/.exec(String(headers["content-security-policy"]))?.[0];
    }),
  );
  expect(policies).not.toContain(undefined);
  expect(new Set(policies).size).toBe(20);
});

for (const path of ["/", ...protectedPages, "/api/session", "/sessions/whoami"]) {
  test(`no cache keeps ${path}`, async ({ stack, visitor }) => {
    for (const cookie of [visitor.cookie, forgedCookie]) {
      const { headers } = await send(stack.appUrl, "GET", path, { cookie });
      expect(headers["cache-control"], `for ${cookie}`).toContain("private");
      expect(headers["cache-control"], `for ${cookie}`).toContain("no-store");
    }
    const { headers } = await send(stack.appUrl, "GET", path);
    expect(headers["cache-control"], "for nobody").toContain("no-store");
  });
}

for (const method of ["GET", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE"]) {
  test(`no other site reads or changes anything by ${method}`, async ({ stack, visitor }) => {
    const { cookie } = visitor;
    for (const path of [
      "/api/session",
      "/sessions/whoami",
      "/dashboard",
      "/auth/logout",
      "/auth/extend",
      "/profile/export",
      "/self-service/logout/browser",
    ]) {
      const { text } = await send(stack.appUrl, method, path, {
        cookie,
        origin: `https://${evil}`,
        "access-control-request-method": method,
        "access-control-request-headers": "x-session-token",
      });
      expect(text.toLowerCase(), path).not.toContain("access-control-");
    }
    expect(await isSignedIn(stack, cookie)).toBe(true);
  });
}

function headersOf(as: (typeof answers)[number][2], cookie: string, forwardedProto?: string) {
  return {
    ...(forwardedProto && { "x-forwarded-proto": forwardedProto }),
    ...(as === "forged" && { cookie: forgedCookie }),
    ...(as === "signed in" && { cookie }),
    ...(as === "unknown action" && {
      cookie,
      "next-action": "0".repeat(42),
      "content-type": "text/plain",
    }),
  };
}

function expectTheDesignsHeaders(answer: RawAnswer, forwardedProto?: string): void {
  const { headers } = answer;
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(headers["cache-control"]).toContain("no-store");
  expect(headers["referrer-policy"]).toBe("same-origin");
  expect(headers["permissions-policy"]).toContain("camera=()");
  expect(headers["x-powered-by"]).toBeUndefined();
  expect(headers["strict-transport-security"] !== undefined).toBe(forwardedProto === "https");
  const policy = new Map(
    String(headers["content-security-policy"])
      .split("; ")
      .map((directive) => {
        const [name = "", ...values] = directive.split(" ");
        return [name, values.join(" ")] as const;
      }),
  );
  expect(policy.get("frame-ancestors")).toBe("'none'");
  expect(policy.get("base-uri")).toBe("'none'");
  expect([...policy.values()].join(" ")).not.toContain("unsafe");
  if (policy.get("default-src") === "'none'") {
    expect(policy.get("form-action")).toBe("'none'");
    expect(answer.body).not.toContain("<script");
  } else {
    expect(policy.get("object-src")).toBe("'none'");
    expect(policy.get("form-action")).toBe("'self'");
    expect(policy.get("script-src")).toMatch(/^'nonce-[^']{20,}' 'strict-dynamic'$/);
  }
}
