import { withSetCookies } from "../lib/ory/cookies";
import { createAccount } from "./fixtures/people";
import { send } from "./fixtures/raw-http";
import { beginFlow, passwordSignIn, sessionCookie } from "./fixtures/session-cookie";
import { expect, test } from "./fixtures/test";

// Browsers send a parent domain's session cookie next to the host's own, the older one first.
const dead = "ory_session_local=MTczMjM0NTY3OHxkZWFk";

test("a live session cookie counts beside a dead one of the same name", async ({ stack }) => {
  const cookie = await sessionCookie(stack.appUrl, await createAccount(stack));
  for (const both of [`${dead}; ${cookie}`, `${cookie}; ${dead}`]) {
    for (const path of ["/api/session", "/dashboard", "/settings/sessions"]) {
      const answer = await send(stack.appUrl, "GET", path, { cookie: both });
      expect(answer.status, `${path} with ${both}`).toBe(200);
    }
  }
});

test("Ory's own paths take the live session cookie, too", async ({ stack }) => {
  const cookie = await sessionCookie(stack.appUrl, await createAccount(stack));
  const answer = await send(stack.appUrl, "GET", "/sessions/whoami", {
    cookie: `${dead}; ${cookie}`,
  });
  expect(answer.status).toBe(200);
});

test("a form of somebody else is noticed beside a dead session cookie", async ({ stack }) => {
  const cookie = await sessionCookie(stack.appUrl, await createAccount(stack));
  const other = await createAccount(stack);
  const flow = await beginFlow(stack.appUrl, "login");
  const { pathname, search } = new URL(flow.action);
  const { csrf_token, ...values } = passwordSignIn(flow, other);
  const answer = await send(
    stack.appUrl,
    "POST",
    pathname + search,
    {
      accept: "text/html",
      "content-type": "application/x-www-form-urlencoded",
      cookie: `${dead}; ${withSetCookies(cookie, [flow.cookie])}`,
    },
    new URLSearchParams({ csrf_token, ...values }).toString(),
  );
  expect(answer.status).toBe(303);
  expect(answer.headers.location).toContain("/auth/account-changed");
});

test("signing out ends every session that the request carries", async ({ stack }) => {
  const person = await createAccount(stack);
  const cookies = [
    await sessionCookie(stack.appUrl, person),
    await sessionCookie(stack.appUrl, person),
  ];
  const answer = await send(stack.appUrl, "POST", "/auth/logout", {
    cookie: cookies.join("; "),
    origin: stack.appUrl,
  });
  expect(answer.status).toBe(303);
  for (const cookie of cookies) {
    expect((await send(stack.appUrl, "GET", "/api/session", { cookie })).status).toBe(401);
  }
});
