/**
 * The example of `examples/your-data`, called by a real Kratos and asked by people: whose row is made
 * when, and what becomes of it when one of the two fails. Closes with `N passed, N failed`.
 */
import { setTimeout as delay } from "node:timers/promises";
import { close } from "../e2e/outcome";
import { signIn } from "../ory/local/native-flows";
import { Checks } from "./checks";
import { installPackages } from "./contract/install";
import { register, registered, somebody } from "./your-data/registering";
import { type Person, startSystem, type System } from "./your-data/system";

const checks = new Checks();

/** Asks the example for a person's own row. */
function me({ url }: System, sessionToken: string): Promise<Response> {
  return fetch(`${url}/me`, { headers: { "x-session-token": sessionToken } });
}

/** Calls the hook, as Kratos does or as somebody else would. */
async function callHook({ url }: System, secret: string | undefined, body: unknown) {
  const { status } = await fetch(`${url}/hooks/registration`, {
    method: "POST",
    headers: secret === undefined ? {} : { "x-hook-secret": secret },
    body: JSON.stringify(body),
  });
  return status;
}

async function rowsOf(system: System, identityId: string): Promise<Person[]> {
  return (await system.people()).filter((person) => person.identityId === identityId);
}

/** Kratos calls the hook in its own time: resolves with the rows once there are some. */
async function rowsInTime(system: System, identityId: string): Promise<Person[]> {
  const deadline = Date.now() + 10_000;
  while (Date.now() < deadline) {
    const rows = await rowsOf(system, identityId);
    if (rows.length > 0) return rows;
    await delay(100);
  }
  return [];
}

/** Expects exactly one row, which was made by this. */
function expectRow(what: string, rows: Person[], firstSeenBy: Person["firstSeenBy"]): void {
  const holds = rows.length === 1 && rows[0]?.firstSeenBy === firstSeenBy;
  checks.expect(what, holds, JSON.stringify(rows));
}

async function withSystem(
  work: (system: System) => Promise<void>,
  ...options: Parameters<typeof startSystem>
): Promise<void> {
  const system = await startSystem(...options);
  try {
    await system.startApp();
    await work(system);
  } finally {
    await system.stop();
  }
}

async function ignored(system: System): Promise<void> {
  const ann = await registered(system.ory);
  expectRow("who registers has a row", await rowsInTime(system, ann.identityId), "webhook");

  await fetch(`${system.url}/me`, {
    method: "PUT",
    headers: { "x-session-token": ann.sessionToken },
    body: JSON.stringify({ nickname: "Annie" }),
  });
  const body = { identity_id: ann.identityId };
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => callHook(system, system.secret, body)),
  );
  checks.expect(
    "called again and again, the hook says the same",
    answers.every((status) => status === 204),
    answers.join(),
  );
  const again = await rowsOf(system, ann.identityId);
  expectRow("there is still one row", again, "webhook");
  checks.expect("what is in it stays", again[0]?.nickname === "Annie", JSON.stringify(again));

  const stranger = { identity_id: crypto.randomUUID() };
  const close = `${system.secret.slice(0, -1)}${system.secret.endsWith("0") ? "1" : "0"}`;
  for (const [what, secret] of Object.entries({
    "no secret": undefined,
    "an empty secret": "",
    "another secret": close,
    "half of the secret": system.secret.slice(0, 32),
  })) {
    const status = await callHook(system, secret, stranger);
    checks.expect(`${what} is refused`, status === 401, String(status));
  }
  for (const id of ["", "1 or 1=1", "00000000-0000-0000-0000-000000000000", null]) {
    const status = await callHook(system, system.secret, { identity_id: id });
    checks.expect(`${JSON.stringify(id)} is no identity`, status === 400, String(status));
  }
  checks.expect("and none of them has a row", (await system.people()).length === 1);

  // The hook can't be reached while somebody registers.
  await system.stopApp();
  const started = Date.now();
  const ben = await registered(system.ory);
  checks.expect("who registers does not wait for a hook that is down", Date.now() - started < 1000);
  await system.startApp();
  const views = await Promise.all(
    Array.from({ length: 20 }, () => me(system, ben.sessionToken).then(({ status }) => status)),
  );
  checks.expect(
    "the first views, at once, are all answered",
    views.every((status) => status === 200),
    views.join(),
  );
  expectRow("and make one row", await rowsOf(system, ben.identityId), "session");

  // The account goes, by an administrator's hand: the row is nobody's, and stays nobody's.
  const cleo = somebody();
  const first = await registered(system.ory, cleo);
  await rowsInTime(system, first.identityId);
  await fetch(`${system.ory.adminUrl}/admin/identities/${first.identityId}`, { method: "DELETE" });
  checks.expect(
    "a deleted account's session is none",
    (await me(system, first.sessionToken)).status === 401,
  );
  const second = await registered(system.ory, cleo);
  const own: unknown = await (await me(system, second.sessionToken)).json();
  checks.expect(
    "whoever takes the address later gets a row of their own",
    second.identityId !== first.identityId && JSON.stringify(own).includes(second.identityId),
    JSON.stringify(own),
  );

  checks.expect("nobody has no row", (await fetch(`${system.url}/me`)).status === 401);
  await system.ory.stopKratos();
  const outage = await me(system, ann.sessionToken);
  checks.expect("an outage is no sign-out", outage.status === 503, String(outage.status));
}

async function wrongSecret(system: System): Promise<void> {
  const ann = await registered(system.ory);
  // Kratos calls when it has answered: the next call's end is after that one's.
  await me(system, ann.sessionToken);
  expectRow(
    "a Kratos with another secret makes no row, a session does",
    await rowsOf(system, ann.identityId),
    "session",
  );
}

async function awaited(system: System): Promise<void> {
  const ann = await registered(system.ory);
  expectRow(
    "awaited: the row is there when the registration is answered",
    await rowsOf(system, ann.identityId),
    "webhook",
  );
  await system.stopApp();
  const ben = somebody();
  const { status } = await register(system.ory, ben);
  checks.expect("awaited, and down: an error is seen", status >= 400, String(status));
  const sessionToken = await signIn(system.ory.publicUrl, ben);
  checks.expect("though the account is there", sessionToken !== "");
  await system.startApp();
  await me(system, sessionToken);
  const rows = (await system.people()).filter(({ identityId }) => identityId !== ann.identityId);
  expectRow("and the first view makes the row", rows, "session");
}

async function decisive(system: System): Promise<void> {
  const refused = async (what: string) => {
    const ann = somebody();
    const { status } = await register(system.ory, ann);
    checks.expect(`decisive, and ${what}: nobody can register`, status >= 400, String(status));
    const signedIn = await signIn(system.ory.publicUrl, ann).catch(() => undefined);
    checks.expect(`decisive, and ${what}: no account is left`, signedIn === undefined);
  };
  await refused("asked for a row before there is an id");
  await system.stopApp();
  await refused("down");
  checks.expect("decisive: nobody has a row", (await system.people()).length === 0);
}

await installPackages("examples/your-data");
await withSystem(ignored, "ignored");
await withSystem(wrongSecret, "ignored", "another secret, which is long enough too");
await withSystem(awaited, "awaited");
await withSystem(decisive, "decisive");
close(checks);
