import { expect, it } from "vitest";
import { flowSchema } from "./schema";
import { identifierLabel, withUsableIdentifier } from "./login-flow";

function identifierIn(more: object, attributes: object, identifier?: string) {
  const node = {
    type: "input",
    group: "default",
    attributes: { name: "identifier", ...attributes },
  };
  const flow = flowSchema.parse({
    id: "1",
    state: "choose_method",
    requested_aal: "aal1",
    refresh: false,
    ui: { action: "/", method: "POST", nodes: [node] },
    ...more,
  });
  return withUsableIdentifier(flow, { identifier, label: "Email" }).ui.nodes[0]?.attributes;
}

it("lets people correct the address that Ory hides after an error", () => {
  expect(identifierIn({}, { type: "hidden", value: "ann@exmaple.com" })).toMatchObject({
    type: "text",
    value: "ann@exmaple.com",
    autocomplete: "username",
  });
});

it("fills in who confirms a session, who need not say so", () => {
  const empty = { type: "text", value: "" };
  expect(identifierIn({ refresh: true }, empty, "ann@example.com")).toMatchObject({
    value: "ann@example.com",
  });
  expect(identifierIn({ refresh: false }, empty, "ann@example.com")).toMatchObject({
    value: undefined,
  });
});

it("keeps it hidden while a code is asked for, and in the second step", () => {
  const hidden = { type: "hidden", value: "ann@example.com" };
  expect(identifierIn({ state: "sent_email" }, hidden)).toMatchObject({ type: "hidden" });
  expect(identifierIn({ requested_aal: "aal2" }, hidden)).toMatchObject({ type: "hidden" });
});

const text = { type: "string" };
const identifier = { "ory.sh/kratos": { credentials: { password: { identifier: true } } } };

it.each([
  ["Email", { email: { ...text, title: "Email", ...identifier }, nick: text }],
  [
    "Email or User name",
    {
      email: { ...text, title: "Email", ...identifier },
      username: { ...text, title: "User name", ...identifier },
    },
  ],
  ["Email or user name", { nick: text }],
])("calls the identifier %s where that is what the schema has", (label, properties) => {
  const schema = { properties: { traits: { type: "object", properties } } };
  expect(identifierLabel(schema)).toBe(label);
});
