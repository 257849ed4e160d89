import { cookieValue } from "../ory/cookies";
import type { Flow } from "./schema";
import { fieldName } from "./trait-form";

// Keeps the address last typed into a sign-in page, because Ory forgets it with each new flow.
const cookie = "typed_address";
const maxAgeSeconds = 900;

export const addressFields = ["identifier", "email", "traits.email"];

export function typedAddressCookie(address: string | undefined): string {
  const value = encodeURIComponent(address?.slice(0, 320) ?? "");
  const age = value === "" ? 0 : maxAgeSeconds;
  return `${cookie}=${value}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Lax`;
}

export function readTypedAddress(cookieHeader: string | null): string | undefined {
  try {
    return decodeURIComponent(cookieValue(cookieHeader, cookie) ?? "") || undefined;
  } catch {
    return undefined;
  }
}

/** Returns a flow with this address filled into empty visible address fields. */
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
