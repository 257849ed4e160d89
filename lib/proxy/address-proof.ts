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

/** What Ory's answer to a request can prove about an address. */
export type Proof =
  | { outcome: "nothing_new" }
  /** The first proof for this account, if Ory accepts the code. */
  | { outcome: "first"; account: UnprovedAccount }
  /** An address is verified only by a person who is signed in to its account. */
  | { outcome: "not_theirs"; location: Destination }
  | { outcome: "unavailable" };

/** A request for one of Ory's paths, its URL on this app's origin. */
interface Submission {
  url: URL;
  method: string;
  headers: Headers;
  /** The cookies that Ory gets with it. */
  oryCookies: string;
  body: ArrayBuffer;
}

/** Examines a request before Ory gets it. Never throws. See docs/decisions/0012-first-proof.md. */
export async function examineProof(submission: Submission): Promise<Proof> {
  try {
    if (isUnder(submission.url.pathname, "/self-service/verification")) {
      return await examineVerification(submission);
    }
    const address = submission.method === "POST" ? await provedAddress(submission) : undefined;
    const account = address ? await findUnprovedAccount(address) : undefined;
    if (!account) return { outcome: "nothing_new" };
    const cookie = submission.oryCookies;
    // Only a browser's flows give a session that can be cleared up; they need this cookie.
    if (!cookie.includes("csrf_token_")) return notTheirs(loginPath(ownAddress));
    const result = await checkSession({ cookie });
    if (result.outcome === "unavailable") return result;
    // People who are signed in to the account keep the credentials that they made.
    const own =
      result.outcome === "authenticated" && result.session.identity.id === account.identityId;
    return own ? { outcome: "nothing_new" } : { outcome: "first", account };
  } catch (error) {
    console.error(`Ory doesn't say whether an address is proved: ${String(error)}`);
    return { outcome: "unavailable" };
  }
}

/** Where people see whether their address is verified, and can have it verified. */
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

/** Returns the address that a mailed code in this form is to prove. */
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

/** The form has the code alone. The flow offers to mail another to the same address. */
async function recoveredAddress(url: URL, cookie: string): Promise<string | undefined> {
  const id = url.searchParams.get("flow") ?? "";
  const options = { ...withTimeout(), validateStatus: () => true };
  const answer = await ory().getRecoveryFlow({ id, cookie }, options);
  if (answer.status === 429 || answer.status >= 500) throw new Error(`status ${answer.status}`);
  // Ory refuses the code of a flow that this browser can't read.
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
 * Returns the `Set-Cookie` that lets this browser verify an address signed out, if Ory leads it from
 * sign-up or sign-in to verification. Projects that ask for a verified address first need it.
 */
export function allowVerification(pathname: string, location: string | null): string | undefined {
  if (!/^\/self-service\/(registration|login)$/.test(pathname)) return undefined;
  const flow = /\/verification\?flow=([\w-]+)/.exec(location ?? "")?.[1];
  return flow && allowanceFor(flow);
}

/** Ory's refusal of a right password whose account has no verified address. */
const unverified = 4000010;

/**
 * Returns the same for an Ory that doesn't lead to verification, but refuses the sign-in until then:
 * `loginFlow` is what it refused. Ory shows a flow only to the browser that began it.
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
