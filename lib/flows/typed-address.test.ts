import { expect, it } from "vitest";
import { type Flow, flowSchema } from "./schema";
import { withTraits } from "./trait-nodes";
import { withTypedAddress } from "./typed-address";

const typed = "ann@example.com";

it.each(["identifier", "email", "traits.email"])("fills in %s where Ory has nothing", (name) => {
  expect(valueIn(withTypedAddress(flowWith(name, ""), typed))).toBe(typed);
});

it("leaves what Ory has, and what is hidden or no address", () => {
  expect(valueIn(withTypedAddress(flowWith("identifier", "bea@example.com"), typed))).toBe(
    "bea@example.com",
  );
  expect(valueIn(withTypedAddress(flowWith("identifier", "", "hidden"), typed))).toBe("");
  expect(valueIn(withTypedAddress(flowWith("traits.name", ""), typed))).toBe("");
});

it("fills in a trait's field, and no form that lacks it sends the address", () => {
  const schema = {
    properties: {
      traits: { type: "object", properties: { email: { type: "string", format: "email" } } },
    },
  };
  const { nodes } = withTypedAddress(withTraits(flowWith("traits.email", ""), schema), typed).ui;
  expect(nodes.find(({ type }) => type === "trait")).toMatchObject({ value: typed });
  expect(JSON.stringify(nodes.filter(({ type }) => type !== "trait"))).not.toContain(typed);
});

function flowWith(name: string, value: string, type = "text"): Flow {
  const nodes = [
    { type: "input", group: "default", messages: [], attributes: { name, type, value } },
  ];
  return flowSchema.parse({ id: "1", ui: { action: "/", method: "POST", messages: [], nodes } });
}

function valueIn(flow: Flow): unknown {
  const [node] = flow.ui.nodes;
  return node?.type === "input" ? node.attributes.value : undefined;
}
