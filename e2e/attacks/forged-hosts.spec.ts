import {
  evil,
  expect,
  forgedCookie,
  formType,
  signOutOtherDevices,
  test,
} from "../fixtures/attack";
import { actionForm } from "../fixtures/mutations";
import { createAccount, identityOf, readMail } from "../fixtures/people";
import { send } from "../fixtures/raw-http";
import { beginFlow, sessionCookie } from "../fixtures/session-cookie";

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

const requests = [
  ["GET", "/", "anonymous"],
  ["GET", "/", "signed in"],
  ["GET", "/no/such/page", "anonymous"],
  ["GET", "/dashboard", "anonymous"],
  ["GET", "/dashboard", "forged"],
  ["GET", "/dashboard", "signed in"],
  ["GET", "/dashboard/", "signed in"],
  ["GET", "//dashboard", "signed in"],
  ["GET", "/dashboard/confidential", "signed in"],
  ["GET", "/settings/second-factor", "signed in"],
  ["GET", "/settings", "signed in"],
  ["GET", "/unavailable?return_to=/profile", "anonymous"],
  ["GET", "/auth/login", "anonymous"],
  ["GET", "/auth/registration?return_to=/profile", "anonymous"],
  ["GET", "/auth/recovery", "anonymous"],
  ["GET", "/auth/verification", "anonymous"],
  ["GET", "/self-service/login/browser?return_to=/profile", "anonymous"],
  ["GET", "/self-service/login/browser?refresh=true", "signed in"],
  ["GET", "/self-service/settings/browser", "signed in"],
  ["GET", "/self-service/registration/browser", "program"],
  ["GET", "/self-service/logout/browser", "program, signed in"],
  ["GET", "/sessions/whoami", "signed in"],
  ["POST", "/auth/extend", "form"],
  ["POST", "/settings/sessions", "action"],
  ["POST", "/auth/logout", "form"],
] as const;

for (const [method, path, as] of requests) {
  test(`forged hosts appear nowhere in ${method} ${path}, ${as}, nor at Ory`, async ({
    stack,
    oryProxy,
  }) => {
    const account = await createAccount(stack);
    const { id = "" } = (await identityOf(stack, account.email)) ?? {};
    const cookie = await sessionCookie(stack.appUrl, account);
    const action = actionForm(signOutOtherDevices().id, { person: id });
    const headers = {
      anonymous: {},
      forged: { cookie: forgedCookie },
      "signed in": { cookie },
      program: { accept: "application/json" },
      "program, signed in": { cookie, accept: "application/json" },
      form: { cookie, origin: stack.appUrl, "content-type": formType },
      action: { cookie, "sec-fetch-site": "same-origin", ...action.headers },
    }[as];
    const body = as === "action" ? action.body : as === "form" ? `person=${id}` : undefined;
    oryProxy.requests = [];
    const answer = await send(stack.appUrl, method, path, { ...headers, ...forgedHosts }, body);
    expect([200, 303, 307, 308, 404, path.startsWith("/unavailable") && 503]).toContain(
      answer.status,
    );
    expect(answer.text).not.toContain(evil);
    for (const line of answer.headers["set-cookie"] ?? []) {
      expect(line).not.toMatch(/;\s*(domain|secure)/i);
    }
    expect(JSON.stringify(oryProxy.requests)).not.toContain(evil);
    const asksOry =
      as.includes("signed in") && !path.startsWith("/dashboard/") && path !== "//dashboard";
    if (asksOry || path.startsWith("/self-service/") || as === "form") {
      expect(oryProxy.requests.length).toBeGreaterThan(0);
    }
  });
}

for (const [flow, subject] of [
  ["recovery", /recover/i],
  ["verification", /verify/i],
] as const) {
  test(`forged hosts appear in no mail about a ${flow}`, async ({ stack }) => {
    const person = await createAccount(stack);
    // Verification needs a session of the account.
    const session = flow === "verification" ? await sessionCookie(stack.appUrl, person) : "";
    const begun = await beginFlow(stack.appUrl, flow, { ...forgedHosts, cookie: session });
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
        cookie: [session, begun.cookie].filter(Boolean).join("; "),
      },
      JSON.stringify({ method: "code", email: person.email, csrf_token: begun.csrfToken }),
    );
    expect(answer.status).toBe(200);
    const { text } = await readMail(stack, person.email, subject);
    expect(text).not.toContain(evil);
    const links = text.match(/https?:\/\/\S+/g) ?? [];
    // A recovery mail has only a code.
    expect(links.length > 0).toBe(flow === "verification");
    for (const link of links) expect(new URL(link).origin).toBe(stack.appUrl);
  });
}
