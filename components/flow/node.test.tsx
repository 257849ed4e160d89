import {
  UiNodeAnchorAttributesNodeTypeEnum,
  UiNodeInputAttributesOnclickTriggerEnum,
  UiNodeInputAttributesOnloadTriggerEnum,
  UiNodeInputAttributesTypeEnum,
  UiNodeTypeEnum,
} from "@ory/client";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { flowSchema } from "@/lib/flows/schema";
import { ceremonyOf } from "./ceremonies";
import { Node } from "./node";

// Ory's published API describes nodes, so a new version of its client fails here.
const generated = "11184809";
const text = { id: 1070002, text: "Words", type: "info" };

function flowWith(...nodes: object[]) {
  return flowSchema.parse({ id: "1", ui: { action: "/", method: "POST", nodes } });
}

function html(node: object): string {
  const [parsed] = flowWith(node).ui.nodes;
  if (!parsed) throw new Error("The node is not read.");
  return renderToStaticMarkup(
    <Node node={parsed} main look="button-primary" ceremony={undefined} />,
  );
}

describe("every type of node in Ory's API is rendered", () => {
  const attributes: Record<string, object> = {
    text: { id: "x", text },
    input: { name: "x", type: "text" },
    img: { src: "data:,", width: 1, height: 1 },
    [UiNodeAnchorAttributesNodeTypeEnum.A]: { href: "/x", title: text },
    script: { src: "/x.js" },
    div: { id: "x" },
  };

  it.each(Object.values(UiNodeTypeEnum).filter((type) => type !== generated))("%s", (type) => {
    const node = { type, group: "default", meta: { label: text }, attributes: attributes[type] };
    // Ory's scripts are not run. `ceremonies.ts` replaces the only one.
    if (type === "script") expect(html(node)).toBe("");
    else expect(html(node)).toMatch(type === "img" ? /<img/ : /Words/);
  });
});

describe("every type of input in Ory's API is one that browsers have", () => {
  it.each(Object.values(UiNodeInputAttributesTypeEnum).filter((type) => type !== generated))(
    "%s",
    (type) => {
      const node = {
        type: "input",
        group: "default",
        meta: { label: text },
        attributes: { name: "x", type, value: "1" },
      };
      expect(html(node)).toMatch(type === "button" ? /Words/ : RegExp(`type="${type}"`));
    },
  );
});

describe("a button that leads to another site says where, and sends only that", () => {
  const label = (id: number, words: string) => ({
    id,
    text: words,
    type: "info",
    context: { provider: "Acme", provider_id: "acme" },
  });
  it.each([
    ["oidc", "provider", label(1010002, "Sign in with Acme")],
    ["saml", "provider", label(1010002, "Sign in with Acme")],
    ["saml", "provider", label(1040002, "Sign up with Acme")],
    ["saml", "link", label(1050002, "Link Acme")],
    ["saml", "unlink", label(1050003, "Unlink Acme")],
  ])("%s, %s", (group, name, text) => {
    const node = {
      type: "input",
      group,
      messages: [],
      meta: { label: text },
      attributes: { name, type: "submit", value: "acme", disabled: false, node_type: "input" },
    };
    expect(html(node)).toMatch(
      RegExp(`^<button type="submit"(?=.* name="${name}").* value="acme".*>${text.text}</button>$`),
    );
  });
});

it("a captcha's words are shown, without a widget", () => {
  const text = "Please complete the captcha challenge to continue.";
  const node = {
    type: "div",
    group: "captcha",
    meta: { label: { id: 1070015, text, type: "info" } },
    attributes: { id: "captcha", class: "cf-turnstile", data: { sitekey: "x" }, node_type: "div" },
  };
  expect(html(node)).toContain(text);
});

describe("every trigger in Ory's API starts a ceremony, wherever it stands", () => {
  const options = JSON.stringify({ publicKey: { challenge: "AA", user: { id: "AA" } } });
  const triggers = [
    ...Object.values(UiNodeInputAttributesOnclickTriggerEnum),
    ...Object.values(UiNodeInputAttributesOnloadTriggerEnum),
  ].filter((trigger) => trigger !== generated);
  const fields = [
    "passkey_challenge",
    "passkey_create_data",
    "webauthn_login_trigger",
    "webauthn_register_trigger",
  ].map((name) => ({
    type: "input",
    group: "passkey",
    attributes: { name, type: "hidden", value: options },
  }));

  it.each([...new Set(triggers)])("%s", (trigger) => {
    const ceremony = ceremonyOf(flowWith(...fields), trigger);
    expect(ceremony?.does).toBe(/regist/i.test(trigger) ? "create" : "get");
    expect(ceremonyOf(flowWith(), trigger)).toBeUndefined();
  });
});
