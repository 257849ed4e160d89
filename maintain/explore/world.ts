import assert from "node:assert/strict";
import type { HTMLElement } from "node-html-parser";
import { CookieJar } from "tough-cookie";
import type { FaultProxy } from "../../e2e/fixtures/fault-proxy";
import { createAccount, identities, identityOf, type Person } from "../../e2e/fixtures/people";
import { createAccountWithTotp } from "../../e2e/fixtures/second-factor";
import type { Stack } from "../../e2e/fixtures/stack";
import { Tab } from "../../e2e/fixtures/tab";
import { problemOf } from "../../e2e/walker/problems";
import {
  type Account,
  type Browser,
  current,
  landing,
  type Model,
  type OpenTab,
  type OrySession,
  place,
} from "./model";

export const sessionCookieName = "ory_session_local";

/** A browser's cookies. A test's host has no parent domain, so its cookie is stored separately. */
class Cookies extends CookieJar {
  parent: string | undefined;

  override async getCookieString(url: string): Promise<string> {
    const own = await super.getCookieString(url);
    return [this.parent, own].filter(Boolean).join("; ");
  }
}

interface WorldBrowser extends Browser {
  cookies: Cookies;
}

/** One of the three tabs, two of which share a browser. */
export interface WorldTab extends OpenTab {
  browser: WorldBrowser;
  tab: Tab;
  /** What "Back" shows, unchanged. */
  history: Pick<Tab, "url" | "status" | "document">[];
}

/** One sequence's part of a running system: new browsers, new people. */
export class World implements Model {
  readonly people: Account[] = [];
  readonly sessions: OrySession[] = [];
  readonly browsers: WorldBrowser[];
  readonly tabs: WorldTab[];
  /** The actions and where they led. */
  readonly trail: string[] = [];

  private constructor(
    readonly stack: Stack,
    readonly ory: FaultProxy,
  ) {
    const browser = (): WorldBrowser => ({
      cookies: new Cookies(undefined, { allowSecureOnLocal: false }),
      typed: new Set(),
    });
    const [first, second] = [browser(), browser()];
    this.browsers = [first, second];
    this.tabs = [first, first, second].map((one) => ({
      browser: one,
      tab: new Tab(stack.appUrl, one.cookies),
      wants: "/",
      rendered: undefined,
      history: [],
    }));
  }

  /** Starts with two people who have accounts. */
  static async create(stack: Stack, ory: FaultProxy, secondFactor: boolean): Promise<World> {
    const world = new World(stack, ory);
    await world.arrive(await createAccount(stack));
    if (secondFactor) {
      const { person, secret } = await createAccountWithTotp(stack);
      const owner = await world.arrive(person, secret);
      // Setting up the authenticator left a session that belongs to no browser here.
      const [one] = await world.sessionsAtOry(owner);
      assert(one);
      world.sessions.push({ id: one, owner, lives: true, pending: false });
    } else {
      await world.arrive(await createAccount(stack));
    }
    return world;
  }

  /** Adds a person who has an account by now. */
  async arrive(person: Person, secret?: string): Promise<Account> {
    const identity = await identityOf(this.stack, person.email);
    assert(identity, `${person.email} has no account.`);
    const addresses = [person.email];
    const account = { ...person, id: identity.id, secret, exists: true, addresses };
    this.people.push(account);
    return account;
  }

  /** Opens a URL in a tab, which can go back. */
  async open({ tab, history }: WorldTab, address: string): Promise<void> {
    const { url, status, document } = tab;
    if (url) history.push({ url, status, document });
    await tab.open(address);
  }

  expectLanding(tab: WorldTab, path: string): void {
    this.expectPlace(tab, landing(path, current(tab.browser)));
    tab.wants = path;
  }

  expectPlace(tab: WorldTab, expected: string): void {
    this.expectSound(tab);
    assert.equal(place(tab.tab.url), expected, `where tab ${this.tabs.indexOf(tab)} is`);
    const session = current(tab.browser);
    const naming = ["/dashboard", "/profile"].includes(expected.split("?", 1)[0] ?? "");
    if (naming && session) {
      const { email } = session.owner;
      assert(tab.tab.source.includes(email), `${tab.tab.url} does not show ${email}.`);
    }
  }

  /** Expects what must hold for every page. */
  expectSound(tab: WorldTab): void {
    const { tab: page, browser } = tab;
    tab.rendered = current(browser);
    this.trail.push(`  ${page.hops.join(" -> ")} [${page.status}] ${page.heading}`);
    const problem = problemOf(page, "");
    assert(problem === undefined, problem ?? "");
    this.expectNobodyElse(browser, page.url, page.source);
  }

  expectNobodyElse(browser: Browser, url: string, source: string): void {
    const session = current(browser);
    for (const { id, addresses } of this.people.filter((one) => one !== session?.owner)) {
      const typed = url.startsWith("/auth/") ? browser.typed : new Set<string>();
      const shown = [id, ...addresses].find((data) => !typed.has(data) && source.includes(data));
      assert(shown === undefined, `${url} shows ${shown ?? ""}, who is not signed in there.`);
    }
  }

  /**
   * Compares Ory with the model: accounts, addresses and live sessions. `born` is expected to have
   * one more session than before.
   */
  async expectTruth(born?: Account): Promise<OrySession | undefined> {
    const seen = await Promise.all(
      this.people.map(async (owner) => ({
        owner,
        ids: await this.sessionsAtOry(owner),
        identity: await identityOf(this.stack, owner.email),
      })),
    );
    let found: OrySession | undefined;
    for (const { owner, ids, identity } of seen) {
      const known = this.sessions.filter((one) => one.owner === owner);
      const [added, ...more] = ids.filter((id) => known.every((one) => one.id !== id));
      if (owner === born && added !== undefined && more.length === 0) {
        found = { id: added, owner, lives: true, pending: owner.secret !== undefined };
        known.push(found);
        this.sessions.push(found);
      }
      const expected = known.filter(({ lives }) => lives).map(({ id }) => id);
      assert.deepEqual(ids.sort(), expected.sort(), `the sessions of ${owner.email} at Ory`);
      assert.equal(identity?.id, owner.exists ? owner.id : undefined, `the account ${owner.email}`);
    }
    assert(!born || found, `${born?.email ?? ""} has no session after signing in.`);
    return found;
  }

  async sessionsAtOry({ id }: Account): Promise<string[]> {
    const answer = await identities(this.stack).listIdentitySessions(
      { id, active: true },
      { validateStatus: (status) => status === 200 || status === 404 },
    );
    return answer.status === 404 ? [] : answer.data.map((session) => session.id);
  }

  endAtOry(id: string) {
    return identities(this.stack).disableSession({ id });
  }

  /** Returns the form in a tab's page that matches the selector. */
  form(tab: WorldTab, selector: string): HTMLElement | undefined {
    return tab.tab.document
      .querySelectorAll("form")
      .find((form) => form.querySelector(selector) ?? form.getAttribute("action") === selector);
  }
}
