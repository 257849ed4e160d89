import { randomUUID } from "node:crypto";
import { z } from "zod";
import { createAccount, type Person } from "../../e2e/fixtures/people";
import { sessionCookie } from "../../e2e/fixtures/session-cookie";
import type { Stack } from "../../e2e/fixtures/stack";
import { enrolTotp, signIn } from "../../scripts/local/native-flows";
import { totpCode } from "../../scripts/local/seed-demo-users";
import type { Credential, CredentialName } from "./cases";

export interface Credentials {
  /** The person whom `cookie` and `token` sign in. */
  person: Person;
  all: Record<CredentialName, Credential>;
}

/** Creates people in Ory with sessions, one for each state of a session. */
export async function makeCredentials(stack: Stack): Promise<Credentials> {
  const byCookie = async (person: Person) => ({
    cookie: await sessionCookie(stack.appUrl, person),
  });
  const byToken = async (person: Person) => ({ token: await signIn(stack.ory.publicUrl, person) });

  const person = await createAccount(stack);
  const valid = await byCookie(person);

  const revoked = await createAccount(stack);
  const gone = { ...(await byCookie(revoked)), ...(await byToken(revoked)) };
  await revoke(stack, { cookie: gone.cookie });
  await revoke(stack, { "x-session-token": gone.token });

  const careful = await createAccount(stack);
  // Signed in before adding a second factor, which this session then lacks.
  const oneFactor = { ...(await byCookie(careful)), ...(await byToken(careful)) };
  await enrolTotp(stack.ory.publicUrl, (await byToken(careful)).token, totpCode);

  return {
    person,
    all: {
      none: undefined,
      cookie: valid,
      token: await byToken(person),
      "forged cookie": { cookie: forged(valid.cookie) },
      "forged token": { token: `ory_st_${randomUUID().replaceAll("-", "")}` },
      "revoked cookie": { cookie: gone.cookie },
      "revoked token": { token: gone.token },
      "one-factor cookie": { cookie: oneFactor.cookie },
      "one-factor token": { token: oneFactor.token },
    },
  };
}

/** Returns a `Cookie` header with some of its session's characters changed. */
function forged(cookie: string): string {
  return cookie.replace(
    /(ory_session_[^=]+=.{40})(.{4})/,
    (_, before: string, some: string) => before + (some === "AAAA" ? "BBBB" : "AAAA"),
  );
}

async function revoke({ ory }: Stack, headers: Record<string, string>): Promise<void> {
  const whoami = await fetch(`${ory.publicUrl}/sessions/whoami`, { headers });
  const { id } = z.object({ id: z.string() }).parse(await whoami.json());
  const answer = await fetch(`${ory.adminUrl}/admin/sessions/${id}`, { method: "DELETE" });
  if (answer.status !== 204) throw new Error(`Ory revoked no session: ${await answer.text()}`);
}
