import { randomUUID } from "node:crypto";
import { z } from "zod";
import { createAccount, type Person } from "../../e2e/people";
import type { Stack } from "../../e2e/stack";
import { enrolTotp, signIn } from "../../ory/local/native-flows";
import { totpCode } from "../../ory/local/seed-demo-users";
import type { Credential, CredentialName } from "./cases";

export interface Credentials {
  /** Whose `cookie` and `token` these are. */
  person: Person;
  all: Record<CredentialName, Credential>;
}

/** Makes people at Ory and signs them in, one for each state that a session can be in. */
export async function makeCredentials(stack: Stack): Promise<Credentials> {
  const { publicUrl } = stack.ory;
  const person = await createAccount(stack);
  const cookie = await cookieSession(publicUrl, person);

  const revoked = await createAccount(stack);
  const revokedCookie = await cookieSession(publicUrl, revoked);
  const revokedToken = await signIn(publicUrl, revoked);
  await revoke(stack, { cookie: revokedCookie });
  await revoke(stack, { "x-session-token": revokedToken });

  const careful = await createAccount(stack);
  await enrolTotp(publicUrl, await signIn(publicUrl, careful), totpCode);

  return {
    person,
    all: {
      none: undefined,
      cookie: { cookie },
      token: { token: await signIn(publicUrl, person) },
      "forged cookie": { cookie: forged(cookie) },
      "forged token": { token: `ory_st_${randomUUID().replaceAll("-", "")}` },
      "revoked cookie": { cookie: revokedCookie },
      "revoked token": { token: revokedToken },
      "one-factor cookie": { cookie: await cookieSession(publicUrl, careful) },
      "one-factor token": { token: await signIn(publicUrl, careful) },
    },
  };
}

const flowSchema = z.object({
  id: z.string(),
  ui: z.object({
    nodes: z.array(
      z.object({ attributes: z.object({ name: z.string().optional(), value: z.unknown() }) }),
    ),
  }),
});

/** Signs in as a browser does; returns the session as a `Cookie` header. */
async function cookieSession(publicUrl: string, person: Person): Promise<string> {
  const accept = "application/json";
  const started = await fetch(`${publicUrl}/self-service/login/browser`, { headers: { accept } });
  const flow = flowSchema.parse(await started.json());
  const csrf = flow.ui.nodes.find(({ attributes }) => attributes.name === "csrf_token");
  const answer = await fetch(`${publicUrl}/self-service/login?flow=${flow.id}`, {
    method: "POST",
    headers: { accept, "content-type": "application/json", cookie: cookiesOf(started).join("; ") },
    body: JSON.stringify({
      method: "password",
      identifier: person.email,
      password: person.password,
      csrf_token: csrf?.attributes.value,
    }),
  });
  const session = cookiesOf(answer).find((cookie) => cookie.startsWith("ory_session_"));
  if (!session) throw new Error(`Signing in gave no session: ${await answer.text()}`);
  return session;
}

function cookiesOf(response: Response): string[] {
  return response.headers.getSetCookie().map((cookie) => cookie.split(";", 1)[0] ?? "");
}

/** Returns a session cookie with some of its characters changed. */
function forged(cookie: string): string {
  const middle = Math.floor(cookie.length / 2);
  const changed = cookie.slice(middle, middle + 4) === "AAAA" ? "BBBB" : "AAAA";
  return cookie.slice(0, middle) + changed + cookie.slice(middle + 4);
}

async function revoke({ ory }: Stack, headers: Record<string, string>): Promise<void> {
  const whoami = await fetch(`${ory.publicUrl}/sessions/whoami`, { headers });
  const { id } = z.object({ id: z.string() }).parse(await whoami.json());
  const answer = await fetch(`${ory.adminUrl}/admin/sessions/${id}`, { method: "DELETE" });
  if (answer.status !== 204) throw new Error(`Ory revoked no session: ${await answer.text()}`);
}
