import {
  expect,
  forgedCookie,
  isSignedIn,
  redirectTarget,
  someoneSignedIn,
  test,
} from "../fixtures/attack";
import { send } from "../fixtures/raw-http";

/** Invalid cookies to send instead of a session. `real` is the cookie of a valid session. */
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

for (const [name, make] of Object.entries(wrong)) {
  test(`a session cookie that ${name} is nobody's, and signing out with it works`, async ({
    stack,
    visitor,
  }) => {
    const real = sessionPair(visitor.cookie);
    const cookie = make(real);
    const page = await send(stack.appUrl, "GET", "/dashboard", { cookie });
    expect(page.status).toBe(307);
    expect(redirectTarget(page, stack.appUrl).pathname).toBe("/auth/login");
    expect((await send(stack.appUrl, "GET", "/api/session", { cookie })).status).toBe(401);
    expect((await send(stack.appUrl, "GET", "/", { cookie })).body).toContain(
      "Nobody is signed in",
    );
    const origin = stack.appUrl;
    const signOut = await send(stack.appUrl, "POST", "/auth/logout", { cookie, origin }, "");
    expect(signOut.status).toBe(303);
    expect(signOut.headers.location).toBe("/");
    // Servers in front of the app limit the size of its headers.
    expect(signOut.text.length).toBeLessThan(8_000);
    expect(await isSignedIn(stack, real)).toBe(true);
  });
}

test("a session cookie that is too large for the server ends there", async ({ stack }) => {
  const cookie = `ory_session_local=${"A".repeat(20_000)}`;
  expect((await send(stack.appUrl, "GET", "/dashboard", { cookie })).status).toBe(431);
});

const pairs: Record<string, (real: string) => string> = {
  "before a forged one": (real) => `${real}; ory_session_local=forged`,
  "after a forged one": (real) => `ory_session_local=forged; ${real}`,
  "after a forged one of another name": (real) => `ory_session_other=forged; ${real}`,
  "sent twice": (real) => `${real}; ${real}`,
};

for (const [how, make] of Object.entries(pairs)) {
  test(`a valid session cookie counts ${how}`, async ({ stack }) => {
    const { person, cookie } = await someoneSignedIn(stack);
    const headers = { cookie: make(sessionPair(cookie)) };
    const page = await send(stack.appUrl, "GET", "/dashboard", headers);
    expect(page.status).toBe(200);
    expect(page.body).toContain(person.email);
  });
}

function sessionPair(cookie: string): string {
  return cookie.split("; ").find((pair) => pair.startsWith("ory_session_local=")) ?? "";
}

function swapCase(text: string): string {
  return text.replace(/[a-z]/gi, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  );
}
