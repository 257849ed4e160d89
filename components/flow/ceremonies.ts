import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from "@simplewebauthn/browser";
import { z } from "zod";
import type { Flow } from "@/lib/flows/schema";

const challenge = z.looseObject({ challenge: z.string() });
const options = z.object({
  create: z.custom<PublicKeyCredentialCreationOptionsJSON>(
    (value) =>
      challenge.extend({ user: z.looseObject({ id: z.string() }) }).safeParse(value).success,
  ),
  get: z.custom<PublicKeyCredentialRequestOptionsJSON>(
    (value) => challenge.safeParse(value).success,
  ),
}).shape;

/** A WebAuthn ceremony: the browser creates a key, or uses one. */
export type Ceremony = {
  /** The form field for the browser's answer. */
  answerField: string;
} & (
  | {
      does: "create";
      options: PublicKeyCredentialCreationOptionsJSON;
      /** The form field that names the key's owner. */
      nameField: string | undefined;
    }
  | { does: "get"; options: PublicKeyCredentialRequestOptionsJSON }
);

/** Ory's trigger functions, each with the fields for its options and for the answer. */
const triggers: Record<string, [does: Ceremony["does"], optionsField: string, answer: string]> = {
  oryPasskeyLogin: ["get", "passkey_challenge", "passkey_login"],
  oryPasskeyLoginAutocompleteInit: ["get", "passkey_challenge", "passkey_login"],
  oryPasskeyRegistration: ["create", "passkey_create_data", "passkey_register"],
  oryPasskeySettingsRegistration: ["create", "passkey_create_data", "passkey_settings_register"],
  oryWebAuthnLogin: ["get", "webauthn_login_trigger", "webauthn_login"],
  oryWebAuthnRegistration: ["create", "webauthn_register_trigger", "webauthn_register"],
};

const plain = z.object({ publicKey: z.unknown() });
const named = z.object({ credentialOptions: plain, displayNameFieldName: z.string() });

/** Returns the ceremony of a trigger, if known. Ory's own script would hide every failure. */
export function ceremonyOf(flow: Flow, trigger: string | undefined): Ceremony | undefined {
  const [does, field, answerField = ""] = triggers[trigger ?? ""] ?? [];
  const node = flow.ui.nodes.find(
    ({ type, attributes }) => type === "input" && attributes.name === field,
  );
  if (node?.type !== "input" || does === undefined) return undefined;
  const given = parseJson(String(node.attributes.value));
  const withName = named.safeParse(given).data;
  const { publicKey } = withName?.credentialOptions ?? plain.safeParse(given).data ?? {};
  if (does === "get") {
    const request = options.get.safeParse(publicKey);
    return request.success ? { does, answerField, options: request.data } : undefined;
  }
  const creation = options.create.safeParse(publicKey);
  if (!creation.success) return undefined;
  return { does, answerField, options: creation.data, nameField: withName?.displayNameFieldName };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
