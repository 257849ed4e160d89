/**
 * The long fault run: a real Ory behind a proxy that fails, and many people who keep browsing.
 * Needs the production build of `npm test`. Closes with `N passed, N failed`. With `-- --check`,
 * for a busy machine, times are shown but hardly checked.
 */
import { setTimeout as delay } from "node:timers/promises";
import { type Fault, FaultProxy, faults } from "../e2e/fixtures/fault-proxy";
import { close } from "../scripts/test/outcome";
import { createAccount } from "../e2e/fixtures/people";
import { send } from "../e2e/fixtures/raw-http";
import { sessionCookie } from "../e2e/fixtures/session-cookie";
import { type Stack, startStack } from "../e2e/fixtures/stack";
import { Checks, isBusy } from "./checks";
import { offence, pages, type Visitor } from "./visitors";

interface Row {
  what: string;
  requests: number;
  answered: number;
  unavailable: number;
  wrong: string[];
}

const people = 10;
const requestsPerRound = 1_000 / (faults.length + 2);
const recoverySeconds = isBusy ? 20 : 1;
const stampede = 200;

const checks = new Checks();
const check = checks.check.bind(checks);

/** Has all visitors view pages in sequence, until that many responses have arrived. */
async function browse(
  stack: Stack,
  visitors: Visitor[],
  what: string,
  requests: number,
): Promise<Row> {
  const row: Row = { what, requests: 0, answered: 0, unavailable: 0, wrong: [] };
  let left = requests;
  const visit = async (visitor: Visitor, index: number) => {
    for (let turn = index; left > 0; turn++) {
      left--;
      const path = pages[turn % pages.length] ?? "/";
      try {
        const answer = await send(stack.appUrl, "GET", path, { cookie: visitor.cookie });
        row.requests++;
        if (answer.status === 200) row.answered++;
        else row.unavailable++;
        const wrong = offence(path, answer, visitor, visitors);
        if (wrong) row.wrong.push(`${path}: ${wrong}`);
      } catch (error) {
        row.wrong.push(`${path}: ${String(error)}`);
      }
    }
  };
  // Two browser tabs each.
  await Promise.all([...visitors, ...visitors].map(visit));
  return row;
}

/** Expects every visitor's first page after a recovery to be correct and in time. */
async function expectRecovery(stack: Stack, proxy: FaultProxy, visitors: Visitor[], fault: Fault) {
  await proxy.recover();
  const start = performance.now();
  const answers = await Promise.all(
    visitors.map(async ({ cookie, person }) => {
      const answer = await send(stack.appUrl, "GET", "/dashboard", { cookie });
      return answer.status === 200 && answer.body.includes(person.email)
        ? []
        : [`${person.email}: ${answer.status}`];
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  check(`after "${fault}" everybody is back at once`, answers.flat());
  check(
    `after "${fault}" everybody is back within ${recoverySeconds} s`,
    seconds <= recoverySeconds ? [] : [`it took ${seconds.toFixed(2)} s`],
  );
  return seconds;
}

/** Waits until at most `most` connections are open, and returns how long that took. */
async function socketsFreed(proxy: FaultProxy, most: number): Promise<number> {
  const start = performance.now();
  while (proxy.openSockets > most && performance.now() - start < 10_000) await delay(50);
  return (performance.now() - start) / 1000;
}

async function stampedeWhileSlow(stack: Stack, proxy: FaultProxy, visitors: Visitor[]) {
  await proxy.breakWith("slow 10 s");
  proxy.requests = [];
  const start = performance.now();
  const answers = await Promise.all(
    Array.from({ length: stampede }, async (_, index) => {
      const visitor = visitors[index % visitors.length];
      if (!visitor) throw new Error("There are no visitors.");
      const answer = await send(stack.appUrl, "GET", `/dashboard?view=${index}`, {
        cookie: visitor.cookie,
      });
      const wrong = offence("/dashboard", answer, visitor, visitors);
      if (wrong) return [wrong];
      return answer.status === 307 ? [] : [`status ${answer.status}`];
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  const calls = proxy.requests.length;
  const freed = await socketsFreed(proxy, 2);
  check(`each of ${stampede} views at once says that Ory is out of reach`, answers.flat());
  check(
    `${stampede} views make at most one call each`,
    calls <= stampede ? [] : [`${calls} calls`],
  );
  const least = isBusy ? 1 : stampede / 2;
  check("the calls were made at all", calls >= least ? [] : [`${calls} calls`]);
  check(
    "their sockets are freed",
    proxy.openSockets <= 2 && (isBusy || freed < 5)
      ? []
      : [`${proxy.openSockets} open after ${freed} s`],
  );
  await proxy.recover();
  console.log(
    `Stampede: ${stampede} views in ${seconds.toFixed(1)} s, ${calls} calls to Ory, ` +
      `${proxy.openSockets} sockets open ${freed.toFixed(1)} s later.`,
  );
}

const proxy = await FaultProxy.start();
const stack = await startStack({ appEnv: { NEXT_PUBLIC_ORY_SDK_URL: proxy.url } });
try {
  proxy.upstream = stack.ory.publicUrl;
  const visitors: Visitor[] = [];
  for (let index = 0; index < people; index++) {
    const person = await createAccount(stack);
    visitors.push({ person, cookie: await sessionCookie(stack.appUrl, person) });
  }

  const rows: (Row & { recovery?: number })[] = [];
  rows.push(await browse(stack, visitors, "no fault", requestsPerRound));
  check("without a fault all are answered", rows[0]?.unavailable === 0 ? [] : ["some were not"]);
  for (const fault of faults) {
    await proxy.breakWith(fault);
    const row = await browse(stack, visitors, fault, requestsPerRound);
    check(`with "${fault}" nobody is sent to sign in or shown somebody else`, row.wrong);
    const expected = fault === "slow 2 s" ? row.answered : row.unavailable;
    check(`"${fault}" was there`, expected > row.requests / 2 ? [] : ["it showed nowhere"]);
    rows.push({ ...row, recovery: await expectRecovery(stack, proxy, visitors, fault) });
  }

  // Faults come and go while people browse, including cuts in the middle of requests.
  const browsing = new AbortController();
  const switching = (async () => {
    for (let turn = 0; !browsing.signal.aborted; turn++) {
      const fault = faults[turn % faults.length];
      if (fault && turn % 2 === 0) await proxy.breakWith(fault);
      else await proxy.recover();
      await delay(150);
    }
  })();
  const mixed = await browse(stack, visitors, "switching", requestsPerRound);
  browsing.abort();
  await switching;
  check("while faults come and go nobody is sent to sign in or shown somebody else", mixed.wrong);
  rows.push({ ...mixed, recovery: await expectRecovery(stack, proxy, visitors, "down") });

  console.log("\nfault       requests  answered  unavailable  wrong  all back after");
  for (const { what, requests, answered, unavailable, wrong, recovery } of rows) {
    console.log(
      what.padEnd(12) +
        String(requests).padStart(8) +
        String(answered).padStart(10) +
        String(unavailable).padStart(13) +
        String(wrong.length).padStart(7) +
        (recovery === undefined ? "" : `${recovery.toFixed(2)} s`.padStart(16)),
    );
  }
  const total = rows.reduce((sum, { requests }) => sum + requests, 0);
  check("a thousand requests were made", total >= 1_000 ? [] : [`only ${total}`]);
  await stampedeWhileSlow(stack, proxy, visitors);
} finally {
  await stack.stop();
  await proxy.close();
}

close(checks);
