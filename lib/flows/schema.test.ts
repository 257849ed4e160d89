import { describe, expect, it } from "vitest";
import { flowSchema } from "./schema";

const label = { id: 1070001, text: "Password", type: "info" };

function inputNode(attributes: object = {}, more: object = {}) {
  return {
    type: "input",
    group: "password",
    attributes: { name: "password", type: "password", node_type: "input", ...attributes },
    messages: [],
    meta: { label },
    ...more,
  };
}

function flow(nodes: unknown, more: object = {}) {
  return {
    id: "4c0d",
    type: "browser",
    ui: { action: "http://localhost:3000/self-service/login", method: "POST", nodes, ...more },
  };
}

function nodesOf(nodes: unknown[]) {
  return flowSchema.parse(flow(nodes)).ui.nodes;
}

describe("the flow schema", () => {
  it.each([
    ["input", { name: "csrf_token", type: "hidden", value: "x", required: true }],
    ["img", { src: "data:image/png;base64,", width: 256, height: 256, id: "totp_qr" }],
    ["text", { id: "totp_secret_key", text: label }],
    ["a", { href: "http://localhost:3000/x", title: label, id: "x" }],
    ["script", { src: "http://localhost:3000/.well-known/ory/webauthn.js", nonce: "n" }],
  ])("reads a node of type %s", (type, attributes) => {
    const [node] = nodesOf([{ type, group: "default", attributes, messages: [], meta: {} }]);
    expect(node).toMatchObject({ type, group: "default" });
    expect(attributes).toMatchObject(node?.attributes ?? { missing: true });
  });

  it("keeps the nodes of groups and input types that it does not know", () => {
    const nodes = nodesOf([inputNode({ type: "telepathy" }, { group: "mind" }), inputNode()]);
    expect(nodes.map(({ group }) => group)).toEqual(["mind", "password"]);
  });

  it("keeps the words of a node whose type or shape it does not know", () => {
    const label = { id: 1, text: "Are you human?", type: "info" };
    const odd = [
      { type: "div", group: "captcha", attributes: { id: "x" }, messages: [], meta: { label } },
      { type: "input", group: "password", attributes: {}, messages: [label], meta: {} },
      { type: ["input"], group: "password", attributes: { name: "x", type: "text" } },
      { type: "img", group: "totp", attributes: { src: 5, width: 1, height: 1 } },
      { type: "__proto__", group: "x", attributes: {} },
    ];
    expect(nodesOf(odd)).toMatchObject([
      { type: "other", group: "captcha", meta: { label } },
      { type: "other", group: "password", messages: [label] },
      { type: "other" },
      { type: "other" },
      { type: "other" },
    ]);
  });

  it("leaves out what is no node, and keeps the others in their order", () => {
    const first = inputNode({ name: "identifier" });
    const odd = [{ type: "input" }, {}, [], null, "input", 7, true];
    const nodes = nodesOf([first, ...odd, inputNode()]);
    expect(nodes).toHaveLength(2);
    expect(nodes).toMatchObject([
      { attributes: { name: "identifier" } },
      { attributes: { name: "password" } },
    ]);
  });

  it.each([null, undefined])("reads a list of messages that is %s as empty", (messages) => {
    const { ui } = flowSchema.parse(flow([inputNode({}, { messages })], { messages }));
    expect(ui.messages).toEqual([]);
    expect(ui.nodes).toMatchObject([{ messages: [] }]);
  });

  it("does without labels and context", () => {
    expect(nodesOf([inputNode({}, { meta: {} }), inputNode({}, { meta: undefined })])).toHaveLength(
      2,
    );
    expect(
      nodesOf([inputNode({}, { meta: { label: { ...label, context: { n: 1 } } } })]),
    ).toMatchObject([{ meta: { label: { context: { n: 1 } } } }]);
  });

  it.each(["text", 5, 0, true, false, null, undefined])(
    "takes %j as the value of an input",
    (value) => {
      expect(nodesOf([inputNode({ value })])).toMatchObject([{ attributes: { name: "password" } }]);
    },
  );

  it.each([[["a", "b"]], [{ a: 1 }]])("keeps an input whose value is %j, without it", (value) => {
    const [node] = nodesOf([inputNode({ value })]);
    expect(node).toMatchObject({ attributes: { name: "password", value: undefined } });
  });

  it("keeps messages with what they are about", () => {
    const message = { id: 1, text: "Wrong.", type: "error", context: { reason: "x" } };
    const { ui } = flowSchema.parse(flow([], { messages: [message] }));
    expect(ui.messages).toEqual([message]);
  });

  it("puts our words in place of Ory's where there are some, and leaves out what a page says", () => {
    const said = (id: number, context: object) =>
      flowSchema
        .parse(flow([], { messages: [{ id, text: "Ory’s words.", type: "error", context }] }))
        .ui.messages.map(({ text }) => text);
    expect(said(4000032, { min_length: 8 })).toEqual([
      "The password must be at least 8 characters long.",
    ]);
    expect(said(4070006, {})).toEqual([expect.stringContaining("The code is invalid")]);
    expect(said(1010004, {})).toEqual([]);
    expect(said(999, {})).toEqual(["Ory’s words."]);
  });

  it.each([
    ["null", null],
    ["a string", "flow"],
    ["a list", []],
    ["an error", { error: { code: 410 } }],
    ["no id", { ...flow([]), id: undefined }],
    ["no form", { id: "4c0d" }],
    ["a form that is no object", { id: "4c0d", ui: "x" }],
    ["no action", flow([], { action: undefined })],
    ["nodes that are no list", flow({ length: 1 })],
    ["no nodes", flow(undefined)],
    ["null for nodes", flow(null)],
    ["messages that are no list", flow([], { messages: "x" })],
  ])("refuses %s without throwing", (_, value) => {
    expect(flowSchema.safeParse(value).success).toBe(false);
  });

  it("keeps a flow's purpose", () => {
    const purpose = { refresh: true, requested_aal: "aal2", return_to: "/x", state: "sent_email" };
    expect(flowSchema.parse({ ...flow([]), ...purpose })).toMatchObject(purpose);
  });

  it("survives deep and wide answers", () => {
    let deep: unknown = "x";
    for (let level = 0; level < 1_000; level++) deep = { deep };
    const nodes = Array.from({ length: 2_000 }, () => inputNode({}, { meta: { label: deep } }));
    expect(nodesOf([...nodes, inputNode()])).toHaveLength(1);
  });
});
