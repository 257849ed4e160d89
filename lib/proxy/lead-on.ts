import "server-only";
import { getFlowErrorId } from "../flows/flows";
import {
  flowOfPage,
  flowPage,
  type FlowType,
  kept,
  type Notice,
  withParameters,
} from "../flows/page";
import { addressFields } from "../flows/typed-address";
import { sessionCookieNames } from "../ory/cookies";
import { isUnder } from "../ory/paths";
import { accountChangedPath } from "../return-to/addresses";
import { safeReturnTo } from "../return-to/request";
import { checkSession } from "../session/session";

/** What a browser asked Ory for. */
export interface Asked {
  method: string;
  pathname: string;
  /** With every `return_to` decided, and the app's own parameters. */
  query: URLSearchParams;
  /** Of a form. */
  fields: URLSearchParams | undefined;
  /** The origin of this app that the request came in by. */
  origin: string;
  cookie: string | null;
  /** The cookies that Ory got with it. */
  oryCookies: string;
  /** Whether Ory's answer signs somebody in. */
  signsIn: boolean;
}

/**
 * Returns where a redirect of Ory's (`location`) leads, with what Ory leaves out: a flow's page gets
 * what it keeps in its address, an error ends on the page of its flow, and somebody who is signed in
 * already gets where the flow was to lead.
 */
export async function leadOn(location: string, asked: Asked): Promise<string> {
  const { method, pathname, query, origin } = asked;
  const [type, begins] = selfServiceStep(pathname);
  const url = URL.canParse(location, origin) ? new URL(location, origin) : undefined;
  if (!type || url?.origin !== origin || isUnder(url.pathname, "/ui")) return location;

  const relative = (value: string) =>
    value.startsWith(`${origin}/`) ? value.slice(origin.length) : value;
  const keeps = kept((name) => relative(query.get(name) ?? ""));
  if (type === "settings" && method === "POST") keeps.changed = changedBy(asked.fields);
  const added = (parameters: Record<string, string | null | undefined>) =>
    withParameters(
      location,
      Object.fromEntries(
        Object.entries(parameters).filter(([name]) => !url.searchParams.has(name)),
      ),
    );

  const page = flowOfPage(url.pathname);
  if (page === type && url.searchParams.has("flow")) {
    const news = { notice: query.get("notice"), again: query.get("again") };
    return added(begins ? { ...keeps, ...news } : keeps);
  }
  // Settings that nobody is signed in for lead to the sign-in, and back.
  if (type === "settings" && page === "login") {
    return added({ return_to: keeps.return_to ?? flowPage("settings") });
  }
  if (page && url.searchParams.has("flow")) {
    const unverified = method === "POST" && !asked.signsIn && page === "verification";
    return added({
      return_to: keeps.return_to,
      notice: unverified ? "verify_first" : undefined,
    });
  }
  if (url.pathname === errorPage) {
    if (!begins)
      return flowPage(type, { ...keeps, notice: await noticeOf(url.searchParams.get("id")) });
    // A second step, or a proof of who is signed in, where nobody is: the sign-in comes first.
    if (keeps.aal || keeps.refresh) return flowPage("login", { return_to: keeps.return_to });
    return location;
  }
  if (isUnder(url.pathname, "/self-service")) return added({ changed: keeps.changed });
  if (asked.signsIn && asked.fields?.has("lookup_secret")) {
    return withParameters("/settings/backup-codes", { return_to: relative(location) });
  }
  if (type === "recovery" && begins) return flowPage("settings", { notice: "signed_in" });
  if (method !== "POST" || asked.signsIn || sessionCookieNames(asked.oryCookies).length === 0)
    return location;
  if (type !== "login" && type !== "registration") return location;
  return signedInAlready(keeps.return_to ?? location, asked);
}

const errorPage = "/auth/error";

/** Returns the flow that an address of Ory's is a step of, and whether that begins it. */
export function selfServiceStep(pathname: string): [type: FlowType | undefined, begins: boolean] {
  const step = /^\/self-service\/([a-z]+)(\/browser)?$/.exec(pathname);
  const types: FlowType[] = ["login", "registration", "recovery", "verification", "settings"];
  return [types.find((type) => type === step?.[1]), step?.[2] !== undefined];
}

async function noticeOf(errorId: string | null): Promise<Notice> {
  const id = (await getFlowErrorId(errorId)) ?? "";
  return ["security_csrf_violation", "security_identity_mismatch"].includes(id)
    ? "stale"
    : "failed";
}

/** Returns the group of settings that a form is about, as far as a form says. */
function changedBy(fields: URLSearchParams | undefined): string {
  const method = fields?.get("method");
  if (method) return method;
  const names = [...(fields?.keys() ?? [])];
  const groups = ["totp", "lookup_secret", "passkey", "webauthn"];
  return groups.find((group) => names.some((name) => name.startsWith(group))) ?? "oidc";
}

/** A form of somebody else must not end in silence as the one who is signed in. */
async function signedInAlready(
  destination: string,
  { fields, oryCookies }: Asked,
): Promise<string> {
  const typed = addressFields.map((name) => fields?.get(name)).find(Boolean);
  if (typed) {
    const result = await checkSession({ cookie: oryCookies });
    const own =
      result.outcome === "authenticated"
        ? JSON.stringify(result.session.identity.traits)
        : undefined;
    const asked = JSON.stringify(typed.trim()).toLowerCase();
    if (own !== undefined && !own.toLowerCase().includes(asked)) {
      return accountChangedPath(safeReturnTo(destination));
    }
  }
  return destination;
}
