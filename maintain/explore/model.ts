import type { Person } from "../../e2e/fixtures/people";

/** Somebody who has an account, or had one. */
export interface Account extends Person {
  id: string;
  /** Of an authenticator app, where the account has one. */
  secret?: string | undefined;
  exists: boolean;
  /** Every email address that the account has had. */
  addresses: string[];
}

export interface OrySession {
  id: string;
  owner: Account;
  lives: boolean;
  /** Whether the second step is still to come. */
  pending: boolean;
}

/** The sessions whose cookies a browser sends. */
export interface Browser {
  /** By a cookie of the parent domain, which the browser sends first. */
  parent?: OrySession | undefined;
  host?: OrySession | undefined;
  /** What was typed into its forms: they may show it again. */
  typed: Set<string>;
}

export interface OpenTab {
  browser: Browser;
  /** Where it wants to be once somebody is signed in. */
  wants: string;
  /** The session that its page was rendered for. */
  rendered: OrySession | undefined;
}

/** What must hold. Nothing in here was read from the app. */
export interface Model {
  people: Account[];
  sessions: OrySession[];
  browsers: readonly Browser[];
  tabs: readonly OpenTab[];
}

export function carried({ parent, host }: Browser): OrySession[] {
  return [parent, host].filter((one) => one !== undefined);
}

/** Returns the session that counts: a live one, and a whole one before one that lacks a factor. */
export function current(browser: Browser): OrySession | undefined {
  const live = carried(browser).filter(({ lives }) => lives);
  return live.find(({ pending }) => !pending) ?? live[0];
}

/** Returns where a path of the app leads in a browser, as {@link place} writes it. */
export function landing(path: string, session: OrySession | undefined): string {
  if (path === "/") return path;
  if (!session || session.pending) return signInLanding(path, session);
  if (path.startsWith("/dashboard/confidential") && session.owner.secret === undefined) {
    return `/settings/second-factor, then ${path}`;
  }
  return path;
}

/** Returns where a sign-in for a path leads that ended with this session, or without one. */
export function signInLanding(path: string, session: OrySession | undefined): string {
  if (!session) return `/auth/login, then ${path}`;
  return session.pending ? `/auth/login (aal2), then ${path}` : landing(path, session);
}

const leadsOn = ["/auth/login", "/auth/account-changed", "/settings/second-factor"];

/** Returns an address without what differs from one time to the next. */
export function place(address: string): string {
  const { pathname, searchParams } = new URL(address, "http://x");
  if (pathname === "/settings") return pathname;
  if (!leadsOn.includes(pathname)) return address;
  const kind = searchParams.get("aal") ?? (searchParams.has("refresh") ? "refresh" : "");
  return `${pathname}${kind && ` (${kind})`}, then ${searchParams.get("return_to") ?? "/"}`;
}
