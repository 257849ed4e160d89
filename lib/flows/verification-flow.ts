import type { Flow } from "./schema";

export function verificationPath(address: string, returnTo: string): string {
  const query = new URLSearchParams({ return_to: returnTo, address });
  return `/self-service/verification/browser?${query.toString()}`;
}

export function withRequestedAddress(flow: Flow): Flow {
  const { request_url: begun = "", ui } = flow;
  const address = URL.canParse(begun) ? new URL(begun).searchParams.get("address") : null;
  const nodes = ui.nodes.map((node) =>
    node.type === "input" && node.attributes.name === "email" && node.attributes.type === "email"
      ? { ...node, attributes: { ...node.attributes, value: node.attributes.value || address } }
      : node,
  );
  return { ...flow, ui: { ...ui, nodes } };
}
