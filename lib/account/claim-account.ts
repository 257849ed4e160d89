import "server-only";
import { randomBytes } from "node:crypto";
import { z } from "zod";
import { flowSchema } from "../flows/schema";
import { oryAdmin } from "../ory/admin";
import { ory, type UpdateSettingsFlowBody, withTimeout } from "../ory/client";
import { withSetCookies } from "../ory/cookies";

// Anyone can sign up with another person's address. This module hands the account to the address's
// owner: docs/decisions/0012-first-proof.md.

const identitySchema = z.object({
  id: z.string(),
  credentials: z.record(z.string(), z.unknown()).nullish(),
  verifiable_addresses: z.array(z.object({ value: z.string(), verified: z.boolean() })).nullish(),
});

/** Its creator may not own the address. */
export interface UnprovedAccount {
  identityId: string;
  credentials: string[];
  /** The address's index in `verifiable_addresses`. */
  addressIndex: number;
}

/** Returns the account of an unproved address. Needs admin access. Throws if Ory fails. */
export async function findUnprovedAccount(address: string): Promise<UnprovedAccount | undefined> {
  const admin = oryAdmin();
  if (!admin) return undefined;
  const credentialsIdentifier = address.trim().toLowerCase();
  const list = await admin.listIdentities({ credentialsIdentifier }, withTimeout());
  const [found] = z.array(identitySchema).parse(list.data);
  const addressIndex =
    found?.verifiable_addresses?.findIndex(
      ({ value, verified }) => !verified && value.toLowerCase() === credentialsIdentifier,
    ) ?? -1;
  if (!found || addressIndex < 0) return undefined;
  const { data } = await admin.getIdentity({ id: found.id }, withTimeout());
  const credentials = Object.keys(identitySchema.parse(data).credentials ?? {});
  return { identityId: found.id, credentials, addressIndex };
}

/**
 * Removes all that opened the account before its address was proved: sessions, password, passkeys,
 * second factors and linked accounts. `cookie` is the session that the proof began. If it returns
 * false, don't hand that session out: the address counts as unproved, so the next proof retries.
 */
export async function claimAccount(account: UnprovedAccount, cookie: string): Promise<boolean> {
  const { identityId: id, credentials, addressIndex } = account;
  const admin = oryAdmin();
  if (!admin) return false;
  try {
    // First, because the owner can't open the settings while second factors exist.
    for (const type of ["totp", "lookup_secret", "webauthn"] as const) {
      if (!credentials.includes(type)) continue;
      const options = { ...withTimeout(), validateStatus: isDeleted };
      await admin.deleteIdentityCredentials({ id, type }, options);
    }
    if (credentials.includes("password")) {
      // Not every Ory version can delete a password, so a random one replaces it. With a password
      // left, Ory also lets the last passkey be removed.
      const password = randomBytes(32).toString("base64url");
      const changed = await changeSettings(
        cookie,
        (find) =>
          find("password") && {
            method: "password",
            password,
            csrf_token: find("csrf_token")?.value,
          },
      );
      if (!changed) await replacePassword(admin, id, password);
    }
    await endAllElse(cookie);
    return true;
  } catch (error) {
    console.error(`The earlier ways to sign in to ${id} were not all removed: ${String(error)}`);
    const path = `/verifiable_addresses/${addressIndex}/verified`;
    const jsonPatch = [{ op: "replace" as const, path, value: false }];
    await admin.patchIdentity({ id, jsonPatch }, withTimeout()).catch((failure: unknown) => {
      console.error(`Remove them by hand: ${id} now counts as proved. ${String(failure)}`);
    });
    return false;
  }
}

/** For projects whose settings no longer take passwords, because sign-in may take them again. */
async function replacePassword(
  admin: NonNullable<ReturnType<typeof oryAdmin>>,
  id: string,
  password: string,
): Promise<void> {
  const { data } = await admin.getIdentity({ id }, withTimeout());
  const { schema_id, state = "active", metadata_public, metadata_admin } = data;
  const updateIdentityBody = {
    schema_id,
    state,
    traits: traitsSchema.parse(data.traits),
    metadata_public: metadata_public as unknown,
    metadata_admin: metadata_admin as unknown,
    credentials: { password: { config: { password } } },
  };
  await admin.updateIdentity({ id, updateIdentityBody }, withTimeout());
}

const traitsSchema = z.record(z.string(), z.unknown());

function isDeleted(status: number): boolean {
  return status === 204 || status === 404;
}

/** Repeats until nothing is left: another session could add a credential meanwhile. */
async function endAllElse(cookie: string): Promise<void> {
  for (let pass = 0; pass < 20; pass += 1) {
    const { data } = await ory().listMySessions({ cookie }, withTimeout());
    const hasOthers = z.array(z.unknown()).parse(data).length > 0;
    if (hasOthers) await ory().disableMyOtherSessions({ cookie }, withTimeout());
    const removed = await changeSettings(cookie, removal);
    if (!hasOthers && !removed) return;
  }
  throw new Error("there is always one more");
}

type Find = (name: string) => { group: string; value: string } | undefined;

function removal(find: Find): UpdateSettingsFlowBody | undefined {
  const csrf = { csrf_token: find("csrf_token")?.value };
  const passkey = find("passkey_remove");
  if (passkey) return { method: "passkey", passkey_remove: passkey.value, ...csrf };
  const key = find("webauthn_remove");
  if (key) return { method: "webauthn", webauthn_remove: key.value, ...csrf };
  const linked = find("unlink");
  if (linked?.group === "saml") return { method: "saml", unlink: linked.value, ...csrf };
  return linked && { method: "oidc", unlink: linked.value, ...csrf };
}

/** Sends the settings form as `choose` fills it in. Returns false if it finds nothing to change. */
async function changeSettings(
  cookie: string,
  choose: (find: Find) => UpdateSettingsFlowBody | undefined,
): Promise<boolean> {
  const begun = await ory().createBrowserSettingsFlow({ cookie }, withTimeout());
  const { id: flow, ui } = flowSchema.parse(begun.data);
  const inputs = ui.nodes.flatMap((node) => (node.type === "input" ? [node] : []));
  const updateSettingsFlowBody = choose((name) => {
    const input = inputs.find(({ attributes }) => attributes.name === name);
    return input && { group: input.group, value: input.attributes.value?.toString() ?? "" };
  });
  if (!updateSettingsFlowBody) return false;
  const setCookies = z.array(z.string()).default([]).parse(begun.headers["set-cookie"]);
  const own = withSetCookies(cookie, setCookies);
  await ory().updateSettingsFlow({ flow, cookie: own, updateSettingsFlowBody }, withTimeout());
  return true;
}
