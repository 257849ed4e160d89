import {
  evil,
  expect,
  formType,
  isSignedIn,
  redirectTarget,
  signOutOtherDevices,
  someoneSignedIn,
  test,
} from "../fixtures/attack";
import { actionCall, actionForm, mutatingRoutes, serverActions } from "../fixtures/mutations";
import { identityOf } from "../fixtures/people";
import { send } from "../fixtures/raw-http";
import { beginFlow, sessionCookie } from "../fixtures/session-cookie";
import type { Stack } from "../fixtures/stack";

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

test("the source tree has the route handlers that change something", () => {
  expect(mutatingRoutes().map(({ method, path }) => `${method} ${path}`)).toEqual(
    expect.arrayContaining(["POST /auth/logout", "POST /auth/delete", "POST /self-service/x"]),
  );
});

for (const { method, path } of mutatingRoutes().filter(({ proxied }) => !proxied)) {
  test(`another site's request to ${method} ${path} is refused`, async ({ stack }) => {
    const { cookie } = await someoneSignedIn(stack);
    for (const headers of fromElsewhere) {
      const answer = await send(stack.appUrl, method, path, { ...headers, cookie });
      expect(answer.status, JSON.stringify(headers)).toBe(403);
      expect(answer.headers["set-cookie"], JSON.stringify(headers)).toBeUndefined();
    }
    expect(await isSignedIn(stack, cookie)).toBe(true);
  });
}

for (const headers of fromElsewhere) {
  test(`every server action refuses a call with ${JSON.stringify(headers)}`, async ({ stack }) => {
    const { person, cookie } = await someoneSignedIn(stack);
    const otherDevice = await sessionCookie(stack.appUrl, person);
    const actions = serverActions();
    expect(actions).toContainEqual(signOutOtherDevices());
    for (const { id, name, page } of actions) {
      for (const call of [actionForm(id), actionCall(id)]) {
        const all = { ...headers, ...call.headers, cookie };
        const answer = await send(stack.appUrl, "POST", page, all, call.body);
        expect(answer.status, name).toBe(500);
        expect(answer.headers.location, name).toBeUndefined();
      }
    }
    expect(await isSignedIn(stack, otherDevice)).toBe(true);
  });
}

test("the same call of a server action from the app's own page succeeds", async ({ stack }) => {
  const { person, cookie } = await someoneSignedIn(stack);
  const otherDevice = await sessionCookie(stack.appUrl, person);
  const { id, page } = signOutOtherDevices();
  const { id: identity = "" } = (await identityOf(stack, person.email)) ?? {};
  const { headers, body } = actionForm(id, { person: identity });
  const own = { ...headers, cookie, origin: stack.appUrl };
  expect((await send(stack.appUrl, "POST", page, own, body)).status).toBe(303);
  expect(await isSignedIn(stack, otherDevice)).toBe(false);
});

const forgedTokens: Record<string, string>[] = [{}, { csrf_token: "" }, { csrf_token: "Zm9yZ2Vk" }];

for (const fields of forgedTokens) {
  test(`Ory's form refuses another site's post with ${JSON.stringify(fields)}`, async ({
    stack,
  }) => {
    const { person, cookie } = await someoneSignedIn(stack);
    const { action, cookie: flowCookie } = await beginFlow(stack.appUrl, "settings", { cookie });
    const given = { ...fields, "traits.email": person.email };
    const answer = await postFromElsewhere(stack, action, `${cookie}; ${flowCookie}`, given);
    const { pathname, searchParams } = redirectTarget(answer, stack.appUrl);
    expect([pathname, searchParams.get("notice")]).toEqual(["/settings", "stale"]);
    expect(await firstName(stack, cookie)).toBe(person.firstName);
  });
}

test("the token of the page is what makes Ory's form accept the same post", async ({ stack }) => {
  const { person, cookie } = await someoneSignedIn(stack);
  const settings = await beginFlow(stack.appUrl, "settings", { cookie });
  const given = { csrf_token: settings.csrfToken, "traits.email": person.email };
  await postFromElsewhere(stack, settings.action, `${cookie}; ${settings.cookie}`, given);
  expect(await firstName(stack, cookie)).toBe("Mallory");
});

function postFromElsewhere(
  stack: Stack,
  action: string,
  cookie: string,
  fields: Record<string, string>,
) {
  const { pathname, search } = new URL(action);
  return send(
    stack.appUrl,
    "POST",
    pathname + search,
    { origin: `https://${evil}`, "content-type": formType, cookie },
    new URLSearchParams({
      method: "profile",
      "traits.name.first": "Mallory",
      ...fields,
    }).toString(),
  );
}

async function firstName(stack: Stack, cookie: string): Promise<string | undefined> {
  const { body } = await send(stack.appUrl, "GET", "/api/session", { cookie });
  return /"first":"([^"]*)"/.exec(body)?.[1];
}
