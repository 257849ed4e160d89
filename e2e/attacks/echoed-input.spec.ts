import { expect, redirectTarget, test } from "../fixtures/attack";
import { send } from "../fixtures/raw-http";
import { cookiesOf, follow } from "../fixtures/follow";

// Lowercase, because Ory lowercases it before quoting it.
const text = "call-0800-123-to-keep-your-account";
const parameters = [
  ...["aal", "refresh", "via", "organization", "login_challenge", "identity_schema"],
  ...["error", "error_description", "error_id", "id", "code", "token", "message", "return_to"],
  ...["done", "account", "confirm", "export", "page_token", "email", "identifier", "flow"],
];

const pages = [
  ["/", "signed out"],
  ["/auth/login", "signed out"],
  ["/auth/registration", "signed out"],
  ["/auth/recovery", "signed out"],
  ["/auth/verification", "signed out"],
  ["/auth/error", "signed out"],
  ["/unavailable", "signed out"],
  ["/self-service/login/browser", "signed out"],
  ["/self-service/registration/browser", "signed out"],
  ["/self-service/recovery/browser", "signed out"],
  ["/self-service/verification/browser", "signed out"],
  ["/no/such/page", "signed out"],
  ["/dashboard", "signed in"],
  ["/profile", "signed in"],
  ["/settings", "signed in"],
  ["/settings/sessions", "signed in"],
  ["/settings/delete", "signed in"],
  ["/settings/second-factor", "signed in"],
  ["/self-service/settings/browser", "signed in"],
  ["/self-service/login/browser?refresh=true", "signed in"],
] as const;

for (const [path, as] of pages) {
  test(`no parameter of ${path}, ${as}, becomes a text of the page where it leads`, async ({
    stack,
    visitor,
  }) => {
    const cookie = as === "signed in" ? visitor.cookie : "";
    for (const name of parameters) {
      const query = `${path.includes("?") ? "&" : "?"}${name}=${text}`;
      const { answer } = await follow(stack.appUrl, path + query, cookie);
      expect(answer.status, name).not.toBe(500);
      expect(shownText(answer.body), name).not.toContain(text);
    }
  });
}

test("the error page shows none of what Ory quotes", async ({ stack }) => {
  // Sent to Ory directly, because the proxy would reject it.
  const begun = await send(stack.ory.publicUrl, "GET", `/self-service/login/browser?aal=${text}`);
  const error = redirectTarget(begun, stack.appUrl);
  expect(error.pathname).toBe("/auth/error");
  const quoted = await send(stack.ory.publicUrl, "GET", `/self-service/errors${error.search}`);
  expect(quoted.body).toContain(text);
  const page = await send(stack.appUrl, "GET", `/auth/error${error.search}`, {
    cookie: cookiesOf(begun),
  });
  expect(page.body).toContain("That didn’t work");
  expect(page.body).not.toContain(text);
});

for (const done of ["constructor", "__proto__", "toString"]) {
  test(`the devices page withstands done=${done}`, async ({ stack, visitor: { cookie } }) => {
    const path = `/settings/sessions?done=${done}`;
    const answer = await send(stack.appUrl, "GET", path, { cookie });
    expect(answer.status).toBe(200);
    expect(answer.body).toContain("This device");
  });
}

/** Returns the visible text, without scripts, because Next.js's data contains the URL. */
function shownText(html: string): string {
  return html.replace(/<script\b[^>]*>[^]*?<\/script>/g, "").replace(/<[^<>]*>/g, " ");
}
