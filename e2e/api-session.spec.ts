import { confirmSignIn, signIn } from "../scripts/local/native-flows";
import { expect, test } from "./fixtures/test";
import { createAccount, type Person } from "./fixtures/people";
import { createAccountWithTotp, totpCode } from "./fixtures/second-factor";
import { sessionCookie } from "./fixtures/session-cookie";
import type { Stack } from "./fixtures/stack";

/** Sends only these credentials to /api/session. */
async function ask(stack: Stack, headers: Record<string, string>) {
  const response = await fetch(`${stack.appUrl}/api/session`, { headers });
  return {
    status: response.status,
    body: (await response.json()) as unknown,
    headers: response.headers,
  };
}

async function sessionToken(stack: Stack, person: Person): Promise<string> {
  return signIn(stack.ory.publicUrl, person);
}

const unauthenticated = {
  error: { code: "unauthenticated", message: expect.any(String) },
};

function sessionOf(person: Person) {
  return {
    session: { active: true, identity: { traits: { email: person.email } } },
  };
}

test("a program without credentials, or with forged ones, is told that nobody is signed in", async ({
  stack,
}) => {
  const forged: Record<string, string>[] = [
    {},
    { cookie: "ory_session_local=MTczMjM0NTY3OHxmb3JnZWQ" },
    { cookie: "theme=dark" },
    { authorization: "Bearer ory_st_forged" },
    { "x-session-token": "ory_st_forged" },
  ];
  for (const headers of forged) {
    const answer = await ask(stack, headers);
    expect(answer.status, JSON.stringify(headers)).toBe(401);
    expect(answer.body).toEqual(unauthenticated);
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
  }
});

test("a program gets the session by cookie and by token, and an explicit token wins", async ({
  stack,
}) => {
  const other = await createAccount(stack);
  const cookie = await sessionCookie(stack.appUrl, other);
  const person = await createAccount(stack);
  const token = await sessionToken(stack, person);

  const byCookie = await ask(stack, { cookie });
  expect(byCookie.status).toBe(200);
  expect(byCookie.body).toMatchObject(sessionOf(other));
  expect(byCookie.headers.get("cache-control")).toBe("private, no-store");
  const carriers: Record<string, string>[] = [
    { authorization: `Bearer ${token}` },
    { "x-session-token": token },
  ];
  for (const headers of carriers) {
    const byToken = await ask(stack, headers);
    expect(byToken.status).toBe(200);
    expect(byToken.body).toMatchObject(sessionOf(person));
    expect((await ask(stack, { ...headers, cookie })).body).toMatchObject(sessionOf(person));
  }
  const wrongToken = await ask(stack, { cookie, "x-session-token": "ory_st_forged" });
  expect(wrongToken.status).toBe(401);
});

test("a revoked token is nobody's", async ({ stack }) => {
  const token = await sessionToken(stack, await createAccount(stack));
  expect((await ask(stack, { "x-session-token": token })).status).toBe(200);
  const revoked = await fetch(`${stack.ory.publicUrl}/self-service/logout/api`, {
    method: "DELETE",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ session_token: token }),
  });
  expect(revoked.status).toBe(204);
  expect((await ask(stack, { "x-session-token": token })).status).toBe(401);
});

test("a session whose second factor is missing is told where to go on", async ({ stack }) => {
  const { person, secret } = await createAccountWithTotp(stack);
  const token = await sessionToken(stack, person);
  const pending = await ask(stack, { "x-session-token": token });
  expect(pending.status).toBe(403);
  expect(pending.body).toEqual({
    error: {
      code: "aal2_required",
      message: expect.any(String),
      redirect_to: expect.stringMatching(
        new RegExp(`^${stack.appUrl}/self-service/login/browser\\?aal=aal2&return_to=`),
      ),
    },
  });

  await confirmSignIn(stack.ory.publicUrl, token, totpCode(secret));
  const confirmed = await ask(stack, { "x-session-token": token });
  expect(confirmed.body).toMatchObject(sessionOf(person));
});

test("while Ory is down a program is told so, whatever its credentials, and can retry", async ({
  stack,
}) => {
  const token = await sessionToken(stack, await createAccount(stack));
  await stack.ory.stopKratos();
  const carriers: Record<string, string>[] = [
    { "x-session-token": token },
    { authorization: `Bearer ${token}` },
    { cookie: "ory_session_local=MTczMjM0NTY3OHxmb3JnZWQ" },
  ];
  for (const headers of carriers) {
    const answer = await ask(stack, headers);
    expect(answer.status).toBe(503);
    expect(answer.body).toMatchObject({ error: { code: "unavailable" } });
    expect(answer.headers.get("retry-after")).toMatch(/^\d+$/);
  }
  await stack.ory.startKratos();
  expect((await ask(stack, { "x-session-token": token })).status).toBe(200);
});

test("other sites' scripts can't read the session", async ({ stack }) => {
  const answer = await ask(stack, { origin: "https://evil.example" });
  expect(answer.headers.get("access-control-allow-origin")).toBeNull();
});
