import type { Checks } from "../checks";
import { callHook, expectRow, me, rowsInTime, rowsOf } from "./asking";
import { registered, somebody } from "./registering";
import type { System } from "./system";

/** Tests the recommended setup: Kratos doesn't wait for the hook. Sessions add missing rows. */
export async function whenIgnored(checks: Checks, system: System): Promise<void> {
  const ann = await registered(system.ory);
  expectRow(checks, "who registers has a row", await rowsInTime(system, ann.identityId), "webhook");

  await fetch(`${system.url}/me`, {
    method: "PUT",
    headers: { "x-session-token": ann.sessionToken },
    body: JSON.stringify({ nickname: "Annie" }),
  });
  const seen = await rowsOf(system, ann.identityId);
  expectRow(checks, "seen again, it is the same row", seen, "webhook");
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
  expectRow(checks, "there is still one row", again, "webhook");
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

  // The hook is down during a registration.
  await system.stopApp();
  const started = Date.now();
  const ben = await registered(system.ory);
  // Kratos retries it for three seconds.
  checks.expect("who registers does not wait for a hook that is down", Date.now() - started < 2500);
  await system.hookFailed();
  await system.startApp();
  const views = await Promise.all(
    Array.from({ length: 20 }, () => me(system, ben.sessionToken).then(({ status }) => status)),
  );
  checks.expect(
    "the first views, at once, are all answered",
    views.every((status) => status === 200),
    views.join(),
  );
  expectRow(checks, "and make one row", await rowsOf(system, ben.identityId), "session");

  // An administrator deletes the account. The row must stay out of reach for everyone.
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
