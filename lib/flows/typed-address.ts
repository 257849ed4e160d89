import { cookieValue } from "../ory/cookies";
import type { Flow } from "./schema";
import { fieldName } from "./trait-form";

/**
 * The address that was typed into a sign-in page last, for a quarter of an hour or until somebody is
 * signed in: Ory forgets it with each new flow, and nobody should have to type it again.
 */
const cookie = "typed_address";
const maxAgeSeconds = 900;

/** Where an address is typed in. */
export const addressFields = ["identifier", "email", "traits.email"];

/** Returns the `Set-Cookie` that keeps an address, or forgets the one that was kept. */
export function typedAddressCookie(address: string | undefined): string {
  const value = encodeURIComponent(address?.slice(0, 320) ?? "");
  const age = value === "" ? 0 : maxAgeSeconds;
  return `${cookie}=${value}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Lax`;
}

/** Returns the address that was typed last, if it is kept. */
export function readTypedAddress(cookieHeader: string | null): string | undefined {
  try {
    return decodeURIComponent(cookieValue(cookieHeader, cookie) ?? "") || undefined;
  } catch {
    return undefined;
  }
}

/** Returns a flow in whose empty fields for an address that one stands. What is no field stays as it is. */
export function withTypedAddress(flow: Flow, address: string | undefined): Flow {
  if (address === undefined) return flow;
  const nodes = flow.ui.nodes.map((node) => {
    if (node.type === "trait") {
      const empty = !node.value && addressFields.includes(fieldName(node.field));
      return empty ? { ...node, value: address } : node;
    }
    const empty =
      node.type === "input" &&
      addressFields.includes(node.attributes.name) &&
      !node.attributes.value &&
      ["text", "email"].includes(node.attributes.type);
    return empty ? { ...node, attributes: { ...node.attributes, value: address } } : node;
  });
  return { ...flow, ui: { ...flow.ui, nodes } };
}
