/**
 * `npm run two-by-two --prefix maintain`: runs ory/production/compose.yml on this machine:
 * PostgreSQL, two Kratos, two instances of `npm test`'s production build, and HAProxy. First one
 * address guesses passwords and requests mails. Then many people browse while one part after the
 * other is killed and restarted. Closes with `N passed, N failed`.
 *
 * `-- --sizes` also measures a session's size in the database. With `-- --check`, for a busy
 * machine, it checks results but not speed: fewer people browse, and a recovery may take longer.
 */
import { setTimeout as delay } from "node:timers/promises";
import { close } from "../scripts/test/outcome";
import { createAccount, type Person } from "../e2e/fixtures/people";
import { sessionCookie } from "../e2e/fixtures/session-cookie";
import { Checks, isBusy } from "./checks";
import { buildApp, installPackages } from "./contract/install";
import { Crowd, type View } from "./two-by-two/crowd";
import { Guesser } from "./two-by-two/guesses";
import { measureSizes } from "./two-by-two/sizes";
import { type Part, startSystem, type System } from "./two-by-two/system";
import type { Visitor } from "./visitors";

/** A single app must be able to serve them. On a busy machine, 50 would make Ory time out. */
const people = isBusy ? 10 : 50;
const views = 2_000;
/** The number of views in each state of the system. */
const viewsEach = 200;
const recoverySeconds = isBusy ? 20 : 2;

const checks = new Checks();
const rows: string[][] = [];

/** Stops a part and brings it back while everyone keeps browsing. */
async function outage(
  crowd: Crowd,
  what: string,
  {
    away,
    back,
    expectFailures,
  }: {
    away: () => Promise<void>;
    back: () => Promise<void>;
    expectFailures: "none" | "until it is back" | "briefly";
  },
): Promise<void> {
  const start = performance.now();
  await away();
  const gone = performance.now();
  await crowd.look(viewsEach);
  const returning = performance.now();
  await back();
  const returned = performance.now();
  await crowd.look(viewsEach);

  const during = crowd.views.filter(({ end }) => end >= start && end < returned);
  const after = crowd.views.filter(({ end }) => end >= returned);
  const failed = [...during, ...after].filter(({ failure }) => failure);
  const lastFailure = Math.max(0, ...failed.map(({ end }) => end));
  const since = expectFailures === "until it is back" ? returned : gone;
  const seconds = Math.max(0, lastFailure - since) / 1000;
  checks.expect(`${what}: people looked meanwhile`, during.length >= viewsEach, `${during.length}`);
  if (expectFailures === "none") {
    checks.check(`${what}: nobody notices`, failed.map(describe));
  } else {
    const late = seconds > recoverySeconds ? [`${seconds.toFixed(2)} s`] : [];
    checks.check(`${what}: the last failure is within ${recoverySeconds} s`, late);
  }
  if (expectFailures === "until it is back") {
    const away = during.filter(({ end }) => end < returning);
    const share = away.filter(({ failure }) => failure).length / away.length;
    checks.expect(`${what}: it was gone`, share > 0.5, `${share * 100} % failed`);
  }
  rows.push([
    what,
    String(during.length + after.length),
    String(failed.length),
    `${((returned - start) / 1000).toFixed(1)} s`,
    failed.length === 0 ? "" : `${seconds.toFixed(2)} s`,
  ]);
}

const kill = (part: Part) => ({ away: part.kill, back: part.start });
const restart = (part: Part) => ({ away: part.stop, back: part.start });

function describe({ path, failure }: View): string {
  return `${path}: ${failure ?? ""}`;
}

/** One after the other, because parallel sign-ins depend on the machine's speed. */
async function signIn(system: System, count: number): Promise<Visitor[]> {
  const stack = { ory: { adminUrl: system.adminUrl } };
  const visitors: Visitor[] = [];
  while (visitors.length < count) {
    const person = await createAccount(stack);
    visitors.push({ person, cookie: await signInAtLast(system.url, person) });
  }
  return visitors;
}

/** Retries, because a busy machine responds with 503 and the page tells people to try again. */
async function signInAtLast(url: string, person: Person, tries = 30): Promise<string> {
  try {
    return await sessionCookie(url, person);
  } catch (error) {
    if (tries === 1) throw error;
    await delay(1_000);
    return signInAtLast(url, person, tries - 1);
  }
}

/** The number of people who sign in during the guessing. */
const others = 10;

/** The limits of ory/production/haproxy.cfg over five minutes. */
const limits = { signIn: 100, otherForms: 50 };

/** Sends far more forms from one address than any person would, while others sign in. */
async function limitsForOneAddress(system: System, email: string): Promise<void> {
  const guesser = new Guesser(system);
  const password = { method: "password", identifier: email, password: "guessed" };
  const [guesses, signedIn] = await Promise.all([
    guesser.send(1_000, "login", password),
    signIn(system, others),
  ]);
  const tried = 1_000 - (guesses.get(429) ?? 0);
  checks.expect("of 1,000 guesses Ory sees few", tried <= limits.signIn, `it saw ${tried}`);
  // On a busy machine, some requests within the limit end in a 503.
  const least = isBusy ? 1 : limits.signIn / 2;
  checks.expect("Ory sees those within the limit", (guesses.get(400) ?? 0) >= least);
  checks.expect("others sign in meanwhile", signedIn.length === others);

  const spelled = await guesser.send(20, "login", password, "/self-service/./login");
  checks.expect("another spelling of the path is limited too", spelled.get(429) === 20);
  const code = await guesser.send(20, "login", { method: "code", identifier: email });
  checks.expect("no sign-in code is mailed either", code.get(429) === 20);
  let passed = 0;
  for (const [type, values] of [
    ["recovery", { method: "code", email }],
    ["verification", { method: "code", email }],
    ["registration", { method: "profile", traits: { email: `new-${email}` } }],
  ] as const) {
    passed += 100 - ((await guesser.send(100, type, values)).get(429) ?? 0);
  }
  checks.expect(
    "recovery, verification and sign-up share a limit",
    passed <= limits.otherForms && passed > 0,
    `${passed} passed`,
  );
}

await installPackages("maintain");
await buildApp();
const system = await startSystem();
try {
  const visitors = await signIn(system, people);
  const cookies = new Set(visitors.map(({ cookie }) => cookie));
  checks.expect(`${people} people are signed in`, cookies.size === people, `${cookies.size}`);

  await limitsForOneAddress(system, visitors[0]?.person.email ?? "");

  const crowd = new Crowd(system.url, visitors);
  await crowd.look(viewsEach);
  checks.check(
    "as long as all is well nothing fails",
    crowd.views.filter(({ failure }) => failure).map(describe),
  );
  const [kratos] = system.kratos;
  const [app] = system.apps;
  const { database } = system;
  await outage(crowd, "Kratos killed", { ...kill(kratos), expectFailures: "briefly" });
  await outage(crowd, "Next.js killed", { ...kill(app), expectFailures: "briefly" });
  await outage(crowd, "database killed", {
    away: database.kill,
    back: database.start,
    expectFailures: "until it is back",
  });
  await outage(crowd, "Kratos restarted", { ...restart(kratos), expectFailures: "none" });
  await outage(crowd, "Next.js restarted", { ...restart(app), expectFailures: "none" });
  await crowd.look(Math.max(0, views - crowd.views.length));
  await crowd.leave();

  checks.check("nobody is signed out, or shown anybody else", crowd.offences);
  checks.expect(
    `${views} pages were looked at`,
    crowd.views.length >= views,
    `${crowd.views.length}`,
  );
  checks.check(
    "every failure is a 5xx",
    crowd.views.filter(({ failure }) => failure && !/^5\d\d$/.test(failure)).map(describe),
  );
  checks.check("in the end everybody is who they were", await crowd.lookOnce("/api/session"));
  await system.runOnce("cleanup");
  checks.check("a cleanup of the database signs nobody out", await crowd.lookOnce("/api/session"));

  const head = ["", "views", "failed", "away for", "last failure after"];
  console.log();
  for (const [what = "", ...cells] of [head, ...rows]) {
    console.log(what.padEnd(20) + cells.map((cell) => cell.padStart(20)).join(""));
  }
  console.log();
  if (process.argv.includes("--sizes")) await measureSizes(system);
} finally {
  await system.end();
}
close(checks);
