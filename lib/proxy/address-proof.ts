import "server-only";
import { z } from "zod";
import { findUnprovedAccount, type UnprovedAccount } from "../account/claim-account";
import { flowSchema } from "../flows/schema";
import { ory, withTimeout } from "../ory/client";
import { cookieValue } from "../ory/cookies";
import { liveOryCookies } from "../ory/live-cookies";
import { isUnder } from "../ory/paths";
import { loginPath, wayOut } from "../return-to/addresses";
import { safeReturnTo } from "../return-to/request";
import { type Destination, sitePath } from "../return-to/return-to";
import { checkSession } from "../session/session";

export type Proof =
  | { outcome: "nothing_new" }
  /** The first proof for this account, if Ory accepts the code. */
  | { outcome: "first"; account: UnprovedAccount }
  /** Only a person who is signed in to the account may verify its address. */
  | { outcome: "not_theirs"; location: Destination }
  | { outcome: "unavailable" };

interface Submission {
  url: URL;
  method: string;
  headers: Headers;
  oryCookies: string;
  body: ArrayBuffer;
}

/** Checks a request before Ory gets it. Never throws. See docs/decisions/0012-first-proof.md. */
export async function examineProof(submission: Submission): Promise<Proof> {
  try {
    if (isUnder(submission.url.pathname, "/self-service/verification")) {
      return await examineVerification(submission);
    }
    const address = submission.method === "POST" ? await provedAddress(submission) : undefined;
    const account = address ? await findUnprovedAccount(address) : undefined;
    if (!account) return { outcome: "nothing_new" };
    const cookie = submission.oryCookies;
    // Only a browser flow, which needs this cookie, gives a session that can be cleaned up.
    if (!cookie.includes("csrf_token_")) return notTheirs(loginPath(ownAddress));
    const result = await checkSession({ cookie });
    if (result.outcome === "unavailable") return result;
    // People who are signed in to the account keep the credentials that they created.
    const own =
      result.outcome === "authenticated" && result.session.identity.id === account.identityId;
    return own ? { outcome: "nothing_new" } : { outcome: "first", account };
  } catch (error) {
    console.error(`Ory doesn't say whether an address is proved: ${String(error)}`);
    return { outcome: "unavailable" };
  }
}

const ownAddress = sitePath("/profile");

function notTheirs(location: Destination): Proof {
  return { outcome: "not_theirs", location };
}

async function examineVerification(submission: Submission): Promise<Proof> {
  const { url, method, headers, oryCookies } = submission;
  const opensMail = ["code", "token"].some((name) => url.searchParams.has(name));
  if (method !== "POST" && !opensMail) return { outcome: "nothing_new" };
  const flow = url.searchParams.get("flow");
  if (flow && flow === cookieValue(headers.get("cookie"), verificationFlowCookie)) {
    return { outcome: "nothing_new" };
  }
  const result = await checkSession({ cookie: oryCookies });
  if (result.outcome === "unavailable") return result;
  if (result.outcome !== "authenticated") {
    const returnTo = url.searchParams.get("return_to");
    const back = returnTo === null ? ownAddress : safeReturnTo(returnTo);
    return notTheirs(wayOut(result.outcome, url.origin, back));
  }
  const { verifiable_addresses } = result.session.identity;
  const isDone = verifiable_addresses.every(({ verified }) => verified);
  return isDone ? notTheirs(ownAddress) : { outcome: "nothing_new" };
}

async function provedAddress(submission: Submission): Promise<string | undefined> {
  const { url, headers, oryCookies, body } = submission;
  const type = url.pathname.replace("/self-service/", "");
  if (type !== "login" && type !== "recovery") return undefined;
  const fields = await readFields(headers.get("content-type") ?? "", body);
  if (!fields?.code) return undefined;
  return type === "login"
    ? (fields.identifier ?? fields.address)
    : recoveredAddress(url, oryCookies);
}

/** The form only has the code. The flow has the address, for sending another code. */
async function recoveredAddress(url: URL, cookie: string): Promise<string | undefined> {
  const id = url.searchParams.get("flow") ?? "";
  const options = { ...withTimeout(), validateStatus: () => true };
  const answer = await ory().getRecoveryFlow({ id, cookie }, options);
  if (answer.status === 429 || answer.status >= 500) throw new Error(`status ${answer.status}`);
  // Ory rejects the code of a flow that this browser can't read.
  const nodes = flowSchema.safeParse(answer.data).data?.ui.nodes ?? [];
  return nodes
    .flatMap((node) => (node.type === "input" ? [node.attributes] : []))
    .find(({ name, value }) => value && ["email", "recovery_confirm_address"].includes(name))
    ?.value?.toString();
}

const text = z.string().optional().catch(undefined);
const fieldsSchema = z.object({ code: text, identifier: text, address: text });

async function readFields(contentType: string, body: ArrayBuffer) {
  const response = new Response(body, { headers: { "content-type": contentType } });
  const isJson = contentType.includes("json");
  const fields: unknown = isJson
    ? await response.json().catch(() => ({}))
    : Object.fromEntries(await response.formData().catch(() => []));
  return fieldsSchema.safeParse(fields).data;
}

const verificationFlowCookie = "verification_flow";

/**
 * Returns the `Set-Cookie` that lets a signed-out browser verify an address, if Ory sends it there
 * from sign-up or sign-in. Needed if Ory requires a verified address.
 */
export function allowVerification(pathname: string, location: string | null): string | undefined {
  if (!/^\/self-service\/(registration|login)$/.test(pathname)) return undefined;
  const flow = /\/verification\?flow=([\w-]+)/.exec(location ?? "")?.[1];
  return flow && allowanceFor(flow);
}

/** Ory's error after the right password, if the account has no verified address. */
const unverified = 4000010;

/**
 * As {@link allowVerification}, for an Ory that refuses the sign-in instead. Ory shows the refused
 * flow, `loginFlow`, only to the browser that began it.
 */
export async function allowVerificationAfter(
  loginFlow: string,
  headers: Headers,
  verificationFlow: string,
): Promise<string | undefined> {
  const cookie = await liveOryCookies(headers.get("cookie"));
  const options = { ...withTimeout(), validateStatus: () => true };
  const answer = await ory()
    .getLoginFlow({ id: loginFlow, cookie }, options)
    .catch(() => undefined);
  const messages = flowSchema.safeParse(answer?.data).data?.ui.messages ?? [];
  return messages.some(({ id }) => id === unverified) ? allowanceFor(verificationFlow) : undefined;
}

function allowanceFor(flow: string): string {
  return `${verificationFlowCookie}=${flow}; Path=/; Max-Age=3600; HttpOnly; SameSite=Lax`;
}
