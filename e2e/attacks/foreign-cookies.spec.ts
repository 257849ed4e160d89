import {
  expect,
  formType,
  protectedPages,
  signOutOtherDevices,
  someoneSignedIn,
  test,
} from "../fixtures/attack";
import { actionForm } from "../fixtures/mutations";
import { identityOf } from "../fixtures/people";
import { send } from "../fixtures/raw-http";
import { beginFlow } from "../fixtures/session-cookie";

const secret = "the-apps-own-secret";
const others = ["theme", "session", "__Host-app", "xory_session", "ORY_SESSION_LOCAL", "csrftoken"];

const requests = [
  ...["/", ...protectedPages, "/api/session", "/sessions/whoami", "/auth/login"].map(
    (path) => ["GET", path] as const,
  ),
  ["GET", "/self-service/settings/browser"],
  ["POST", "/self-service/login"],
  ["POST", "/settings/sessions"],
  ["POST", "/auth/extend"],
  ["POST", "/auth/logout"],
] as const;

for (const [method, path] of requests) {
  test(`${method} ${path} sends Ory no cookie but its own`, async ({ stack, oryProxy }) => {
    const { cookie, person } = await someoneSignedIn(stack);
    const { id = "" } = (await identityOf(stack, person.email)) ?? {};
    const sentCookies = [
      ...others.map((name) => `${name}=${secret}`),
      cookie,
      `last=${secret}`,
    ].join("; ");
    const origin = stack.appUrl;
    const form = actionForm(signOutOtherDevices().id, { person: id });
    const login = await beginFlow(stack.appUrl, "login", { cookie: sentCookies }, "?refresh=true");
    const flow = new URL(login.action).searchParams.get("flow") ?? "";
    const query = /\/login$/.test(path) ? `?flow=${flow}` : "";
    const headers: Record<string, string> =
      path === "/settings/sessions" && method === "POST"
        ? { origin, ...form.headers }
        : method === "POST"
          ? { origin, "content-type": formType }
          : {};
    const body = path === "/settings/sessions" ? form.body : `person=${id}&return_to=/profile`;

    oryProxy.requests = [];
    const sent = method === "POST" ? body : undefined;
    await send(stack.appUrl, method, path + query, { ...headers, cookie: sentCookies }, sent);
    // The client part sends its request from the browser.
    if (path !== "/dashboard/client") expect(oryProxy.requests.length).toBeGreaterThan(0);
    for (const request of oryProxy.requests) {
      expect(JSON.stringify(request)).not.toContain(secret);
      const cookies = (request.headers.cookie ?? "").split("; ").filter(Boolean);
      const names = cookies.map((pair) => pair.split("=")[0]);
      for (const name of names) expect(name).toMatch(/^(ory_session_local|csrf_token_.+)$/);
    }
  });
}
