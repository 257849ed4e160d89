import type { Person } from "../../e2e/fixtures/people";

export interface Account extends Person {
  id: string;
  /** The authenticator app's secret, if the account has one. */
  secret?: string | undefined;
  exists: boolean;
  /** Every email address that the account has had. */
  addresses: string[];
}

export interface OrySession {
  id: string;
  owner: Account;
  lives: boolean;
  /** Whether the second step is missing. */
  pending: boolean;
}

/** The sessions whose cookies a browser sends. */
export interface Browser {
  /** From a cookie of the parent domain, which the browser sends first. */
  parent?: OrySession | undefined;
  host?: OrySession | undefined;
  /** Input from its forms, which they may show again. */
  typed: Set<string>;
}

export interface OpenTab {
  browser: Browser;
  /** The destination after sign-in. */
  wants: string;
  /** The session that its page was rendered for. */
  rendered: OrySession | undefined;
}

/** What must hold. Nothing in here comes from the app. */
export interface Model {
  people: Account[];
  sessions: OrySession[];
  browsers: readonly Browser[];
  tabs: readonly OpenTab[];
}

export function carried({ parent, host }: Browser): OrySession[] {
  return [parent, host].filter((one) => one !== undefined);
}

/** Returns the session that counts: a live one, preferably with all its factors. */
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

/** Returns where a sign-in for a path leads, given the resulting session, if any. */
export function signInLanding(path: string, session: OrySession | undefined): string {
  if (!session) return `/auth/login, then ${path}`;
  return session.pending ? `/auth/login (aal2), then ${path}` : landing(path, session);
}

const leadsOn = ["/auth/login", "/auth/account-changed", "/settings/second-factor"];

/** Returns a URL without the parts that differ between runs. */
export function place(address: string): string {
  const { pathname, searchParams } = new URL(address, "http://x");
  if (pathname === "/settings") return pathname;
  if (!leadsOn.includes(pathname)) return address;
  const kind = searchParams.get("aal") ?? (searchParams.has("refresh") ? "refresh" : "");
  return `${pathname}${kind && ` (${kind})`}, then ${searchParams.get("return_to") ?? "/"}`;
}
