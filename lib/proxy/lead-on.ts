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

export interface Asked {
  method: string;
  pathname: string;
  /** With validated `return_to`s and the app's own parameters. */
  query: URLSearchParams;
  fields: URLSearchParams | undefined;
  origin: string;
  cookie: string | null;
  oryCookies: string;
  signsIn: boolean;
}

/**
 * Returns where one of Ory's redirects leads: flow pages get their kept parameters, errors end on
 * the flow's page, and people who are already signed in go on to the destination.
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
  // Signed-out visitors of the settings sign in first, then return.
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
    // A second step or a refresh needs a session, so people sign in first.
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

/** Returns the flow of one of Ory's paths, and whether the path begins it. */
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

/** Returns the settings group that a form changes, as far as its fields show. */
function changedBy(fields: URLSearchParams | undefined): string {
  const method = fields?.get("method");
  if (method) return method;
  const names = [...(fields?.keys() ?? [])];
  const groups = ["totp", "lookup_secret", "passkey", "webauthn"];
  return groups.find((group) => names.some((name) => name.startsWith(group))) ?? "oidc";
}

/** A form filled in by one person must not silently continue as another. */
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
