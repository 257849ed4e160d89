import assert from "node:assert/strict";
import fc from "fast-check";
import { type HTMLElement, parse } from "node-html-parser";
import type { Fault } from "../../e2e/fixtures/fault-proxy";
import { newPerson } from "../../e2e/fixtures/people";
import { totpCode } from "../../e2e/fixtures/second-factor";
import { sessionCookie } from "../../e2e/fixtures/session-cookie";
import { type Account, carried, current, landing, place, signInLanding } from "./model";
import { sessionCookieName, type World, type WorldTab } from "./world";

/** One step of a sequence: the next action of a person, a browser or Ory. */
class Step implements fc.AsyncCommand<World, World> {
  constructor(
    readonly name: string,
    readonly act: (world: World) => Promise<void>,
    /** Whether the step is possible now. */
    readonly can: (world: World) => boolean = () => true,
  ) {}

  check(world: Readonly<World>): boolean {
    return this.can(world);
  }

  async run(world: World): Promise<void> {
    world.trail.push(this.name);
    await this.act(world);
    await world.expectTruth();
  }

  toString(): string {
    return this.name;
  }
}

function at<One>(list: readonly One[], index: number): One {
  const one = list[index];
  assert(one !== undefined);
  return one;
}

const paths = [
  "/dashboard?one",
  "/profile?q=a%20b&t=12:30",
  "/settings",
  "/settings/sessions",
  "/settings/delete",
  "/dashboard/confidential",
  "/",
];
const tab = fc.nat(2);
const browser = fc.nat(1);
const person = fc.nat(1);
const path = fc.constantFrom(...paths);

const open = fc.tuple(tab, path).map(
  ([n, to]) =>
    new Step(`tab ${n} opens ${to}`, async (world) => {
      await world.open(at(world.tabs, n), to);
      world.expectLanding(at(world.tabs, n), to);
    }),
);

const signIn = fc.tuple(tab, person, fc.nat(4), path).map(
  ([n, p, wrong, to]) =>
    new Step(
      `tab ${n} signs in as ${p}${wrong === 4 ? " with a wrong password" : ""}`,
      async (world) => {
        const shown = at(world.tabs, n);
        if (!isSignIn(shown)) {
          await world.open(shown, loginFor(to));
          const session = current(shown.browser);
          world.expectPlace(shown, session ? landing(to, session) : signInLanding(to, session));
          shown.wants = to;
        }
        if (isSignIn(shown)) await sendSignIn(world, shown, at(world.people, p), wrong !== 4);
      },
    ),
);

function loginFor(to: string): string {
  return `/auth/login?${new URLSearchParams({ return_to: to }).toString()}`;
}

function isSignIn({ tab }: WorldTab): boolean {
  return place(tab.url).startsWith("/auth/login, ") && hasButton(tab, "Sign in with password");
}

function hasButton(tab: WorldTab["tab"], text: string): boolean {
  return tab.buttons().some((one) => one.text === text);
}

async function sendSignIn(world: World, shown: WorldTab, who: Account, right: boolean) {
  const { browser, wants } = shown;
  const before = current(browser);
  browser.typed.add(who.email);
  const send = () => shown.tab.signIn(right ? who : { ...who, password: "a wrong one" });
  await send();
  // A form from before a sign-out reports that it expired, and offers a new one.
  if (!before && isStale(shown)) await send();
  if (before) {
    const other = !before.pending && before.owner !== who;
    world.expectPlace(
      shown,
      other ? `/auth/account-changed, then ${wants}` : landing(wants, before),
    );
  } else {
    if (right && who.exists) browser.host = await world.expectTruth(who);
    world.expectPlace(shown, signInLanding(wants, current(browser)));
  }
}

function isStale({ tab }: WorldTab): boolean {
  return new URL(tab.url, "http://x").searchParams.get("notice") === "stale";
}

const secondStep = tab.map(
  (n) =>
    new Step(
      `tab ${n} takes the second step`,
      async (world) => {
        const shown = at(world.tabs, n);
        const before = current(shown.browser);
        const secret = (before ?? shown.rendered)?.owner.secret ?? "";
        const press = () =>
          shown.tab.press("Use Authenticator", { totp_code: secret ? totpCode(secret) : "000000" });
        await press();
        if (isStale(shown) && hasButton(shown.tab, "Use Authenticator")) await press();
        if (!before?.pending) {
          world.expectSound(shown);
          return;
        }
        before.pending = false;
        shown.browser.host = before;
        world.expectLanding(shown, shown.wants);
      },
      (world) => hasButton(at(world.tabs, n).tab, "Use Authenticator"),
    ),
);

const refresh = fc.tuple(tab, path).map(
  ([n, to]) =>
    new Step(
      `tab ${n} proves again who is signed in, for ${to}`,
      async (world) => {
        const shown = at(world.tabs, n);
        const before = current(shown.browser);
        assert(before);
        await world.open(
          shown,
          `/self-service/login/browser?refresh=true&return_to=${encodeURIComponent(to)}`,
        );
        world.expectPlace(shown, `/auth/login (refresh), then ${to}`);
        const { email: identifier, password } = before.owner;
        await shown.tab.press(/^Sign in( with password)?$/, { identifier, password });
        shown.browser.host = before;
        world.expectLanding(shown, to);
      },
      (world) => current(at(world.tabs, n).browser)?.pending === false,
    ),
);

const signUp = fc.tuple(tab, path).map(
  ([n, to]) =>
    new Step(`tab ${n} signs up for ${to}`, async (world) => {
      const shown = at(world.tabs, n);
      await world.open(
        shown,
        `/auth/registration?${new URLSearchParams({ return_to: to }).toString()}`,
      );
      if (!current(shown.browser)) {
        const who = newPerson();
        shown.browser.typed.add(who.email);
        const { email, firstName, password } = who;
        await shown.tab.press("Sign up", { "traits.email": email, "traits.name.first": firstName });
        await shown.tab.press("Sign up", { password });
        shown.browser.host = await world.expectTruth(await world.arrive(who));
      }
      world.expectLanding(shown, to);
    }),
);

/** Sends a form that names its person. Returns the session that it acts on, if any. */
async function sendNamed(world: World, shown: WorldTab, form: HTMLElement, fields = {}) {
  const session = current(shown.browser);
  const named = form.querySelector("[name=person]")?.getAttribute("value");
  const page = shown.tab.url;
  await shown.tab.send(form, form.querySelector("button") ?? undefined, fields);
  if (!session || session.pending) return { session: undefined, page };
  if (named === undefined || named === session.owner.id) return { session, page };
  const [pathname] = place(shown.tab.url).split(",", 1);
  assert.equal(pathname, "/auth/account-changed", "where the form of somebody else leads");
  world.expectSound(shown);
  return "somebody else" as const;
}

/** Returns a step that sends a form of a tab's page, however old the page is. */
function formStep(
  what: string,
  selector: string,
  act: (world: World, shown: WorldTab, form: HTMLElement) => Promise<void>,
) {
  return tab.map(
    (n) =>
      new Step(
        `tab ${n} ${what}`,
        async (world) => {
          const shown = at(world.tabs, n);
          const form = world.form(shown, selector);
          assert(form);
          await act(world, shown, form);
        },
        (world) => world.form(at(world.tabs, n), selector) !== undefined,
      ),
  );
}

const signOut = formStep("signs out", "/auth/logout", async (world, shown, form) => {
  const back = form.querySelector("[name=return_to]")?.getAttribute("value");
  if ((await sendNamed(world, shown, form)) === "somebody else") return;
  for (const one of carried(shown.browser)) one.lives = false;
  shown.browser.host = undefined;
  shown.wants = back ?? "/";
  world.expectPlace(shown, back === undefined ? "/" : signInLanding(back, undefined));
});

const signOutDevice = formStep("signs out a device", "[name=id]", async (world, shown, form) => {
  const id = form.querySelector("[name=id]")?.getAttribute("value");
  const done = await sendNamed(world, shown, form);
  if (done === "somebody else") return;
  if (!done.session) {
    world.expectLanding(shown, done.page);
    return;
  }
  const device = world.sessions.find((one) => one.id === id);
  if (device?.owner === done.session.owner) device.lives = false;
  world.expectPlace(shown, "/settings/sessions?done=one");
});

const signOutOthers = tab.map((n) => {
  const text = "Sign out all other devices";
  return new Step(
    `tab ${n} signs out all other devices`,
    async (world) => {
      const shown = at(world.tabs, n);
      const button = shown.tab.buttons().find((one) => one.text === text);
      assert(button);
      const done = await sendNamed(world, shown, button.form);
      if (done === "somebody else") return;
      if (!done.session) {
        world.expectLanding(shown, place(done.page));
        return;
      }
      const { session } = done;
      for (const one of world.sessions) {
        if (one.owner === session.owner && one !== session) one.lives = false;
      }
      world.expectPlace(shown, "/settings/sessions?done=others");
    },
    (world) => hasButton(at(world.tabs, n).tab, text),
  );
});

const deleteAccount = formStep(
  "deletes the account",
  "/auth/delete",
  async (world, shown, form) => {
    const done = await sendNamed(world, shown, form, { confirm: "yes" });
    if (done === "somebody else") return;
    if (!done.session) {
      world.expectLanding(shown, "/settings/delete");
      return;
    }
    const { owner } = done.session;
    owner.exists = false;
    for (const one of world.sessions) if (one.owner === owner) one.lives = false;
    shown.browser.host = undefined;
    world.expectPlace(shown, "/?account=deleted");
  },
);

const changeAddress = formStep(
  "changes the address",
  "[name='traits.email']",
  async (world, shown, form) => {
    if (place(shown.tab.url) !== "/settings") return;
    const { rendered, browser } = shown;
    const before = current(browser);
    const email = newPerson().email;
    browser.typed.add(email);
    await shown.tab.send(form, form.querySelector("[value=profile]") ?? undefined, {
      "traits.email": email,
    });
    // A form from before a sign-in may be too old for Ory, which reports it.
    if (before && before.owner === rendered?.owner && (before === rendered || !isStale(shown))) {
      before.owner.email = email;
      before.owner.addresses.push(email);
      world.expectPlace(shown, landing("/settings", before));
    } else {
      world.expectSound(shown);
    }
  },
);

const extend = fc.tuple(tab, path).map(
  ([n, to]) =>
    new Step(
      `tab ${n} stays signed in, on ${to}`,
      async (world) => {
        const shown = at(world.tabs, n);
        const named = shown.tab.document.querySelector("[name=person]")?.outerHTML ?? "";
        const form = parse(
          `<form action="/auth/extend" method="post">${named}<input type="hidden" name="return_to" value="${to}"></form>`,
        ).querySelector("form");
        assert(form);
        const done = await sendNamed(world, shown, form);
        if (done === "somebody else") return;
        if (done.session) shown.browser.host = done.session;
        world.expectLanding(shown, to);
      },
      (world) => at(world.tabs, n).tab.document.querySelector("[name=person]") !== null,
    ),
);

const back = tab.map(
  (n) =>
    new Step(
      `tab ${n} goes back`,
      (world) => {
        const { tab, history } = at(world.tabs, n);
        Object.assign(tab, history.pop());
        return Promise.resolve();
      },
      (world) => at(world.tabs, n).history.length > 0,
    ),
);

const reload = tab.map(
  (n) =>
    new Step(
      `tab ${n} reloads`,
      async (world) => {
        const shown = at(world.tabs, n);
        const { url } = shown.tab;
        await shown.tab.reload();
        if (paths.includes(url)) world.expectLanding(shown, url);
        else world.expectSound(shown);
      },
      (world) => at(world.tabs, n).tab.url !== "",
    ),
);

const softNavigation = fc.tuple(tab, fc.constantFrom("/dashboard", "/profile")).map(
  ([n, to]) =>
    new Step(`tab ${n} goes to ${to} by script`, async (world) => {
      const { tab, browser } = at(world.tabs, n);
      const headers = { rsc: "1", cookie: await tab.cookieHeader() };
      const ask = (url: URL) => fetch(url, { headers, redirect: "manual" });
      const url = new URL(to, world.stack.appUrl);
      const first = await ask(url);
      // Next.js adds a parameter that distinguishes such a response from a document.
      const location = new URL(first.headers.get("location") ?? "/", url);
      const answer = location.pathname === to ? await ask(location) : first;
      const text = await answer.text();
      world.trail.push(`  ${to} [${answer.status}]`);
      world.expectNobodyElse(browser, to, text);
      const session = current(browser);
      assert(answer.status < 400, `${to} by script: ${answer.status}`);
      if (session?.pending === false) assert(text.includes(session.owner.email), "own data");
    }),
);

const endAtOry = browser.map(
  (n) =>
    new Step(
      `the session of browser ${n} is revoked`,
      async (world) => {
        const session = current(at(world.browsers, n));
        assert(session);
        await world.endAtOry(session.id);
        session.lives = false;
      },
      (world) => current(at(world.browsers, n)) !== undefined,
    ),
);

const loseCookie = browser.map(
  (n) =>
    new Step(`the cookie of browser ${n} expires`, async (world) => {
      const one = at(world.browsers, n);
      const expired = `${sessionCookieName}=; Path=/; Max-Age=0`;
      await one.cookies.setCookie(expired, world.stack.appUrl);
      one.host = undefined;
    }),
);

const cookieOfParent = fc.tuple(browser, fc.option(person, { freq: 1 })).map(
  ([n, p]) =>
    new Step(
      `browser ${n} gets a cookie of the parent domain: ${p === null ? "a dead one" : String(p)}`,
      async (world) => {
        const one = at(world.browsers, n);
        const who = p === null ? undefined : at(world.people, p);
        one.parent = undefined;
        one.cookies.parent = `${sessionCookieName}=MTczMjM0NTY3OHxkZWFk`;
        // A sign-in without a browser stops before a second step.
        if (!who?.exists || who.secret !== undefined) return;
        const header = await sessionCookie(world.stack.appUrl, who);
        one.cookies.parent = header.split("; ").find((pair) => pair.startsWith(sessionCookieName));
        one.parent = await world.expectTruth(who);
      },
    ),
);

const outage = fc.tuple(tab, fc.constantFrom<Fault[]>("500", "429", "down"), path).map(
  ([n, fault, to]) =>
    new Step(`tab ${n} opens ${to} and signs out while Ory is out: ${fault}`, async (world) => {
      const { tab } = at(world.tabs, n);
      const cookies = await tab.cookieHeader();
      const form = world.form(at(world.tabs, n), "/auth/logout");
      const meanwhile = tab.tab();
      await world.ory.breakWith(fault);
      try {
        await meanwhile.open(to);
        assert.equal(meanwhile.status, to === "/" ? 200 : 503, `${to} without Ory`);
        if (form) await meanwhile.send(form, undefined);
        assert.equal(form ? meanwhile.status : 503, 503, "signing out without Ory");
      } finally {
        await world.ory.recover();
      }
      const kept = (header: string) => header.split("; ").filter((one) => one.startsWith("ory_"));
      assert.deepEqual(kept(await tab.cookieHeader()), kept(cookies), "an outage is no sign-out");
    }),
);

/** People's actions are more frequent than external events. */
export const steps = [
  ...[open, open, signIn, signIn, signOut, signOut, secondStep, secondStep],
  ...[deleteAccount, signOutDevice, signOutOthers, changeAddress, extend, refresh, signUp],
  ...[back, reload, softNavigation, endAtOry, loseCookie, cookieOfParent, outage],
];
