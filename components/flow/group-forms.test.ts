import { expect, it } from "vitest";
import { flowSchema } from "@/lib/flows/schema";
import type { FlowType } from "@/lib/flows/flows";
import { groupForms } from "./group-forms";

type Node = [group: string, name: string, type: string, value?: string];

/** Returns the groups of a flow's forms, with the names of their nodes in order. */
function formsOf(nodes: Node[], type: FlowType, more: object = {}) {
  const flow = flowSchema.parse({
    id: "1",
    ui: {
      action: "/",
      method: "POST",
      nodes: nodes.map(([group, name, kind, value]) => ({
        type: "input",
        group,
        attributes: { name, type: kind, value },
      })),
    },
    ...more,
  });
  return groupForms(flow, type).map(({ group, nodes: inForm }) => [
    group,
    ...inForm.map((node) =>
      node.type === "input" ? `${node.attributes.name}=${String(node.attributes.value ?? "")}` : "",
    ),
  ]);
}

const csrf: Node = ["default", "csrf_token", "hidden", "t"];

it("has one form for password and code, in which Enter signs in with the password", () => {
  expect(
    formsOf(
      [
        csrf,
        ["default", "identifier", "text"],
        ["code", "method", "submit", "code"],
        ["password", "password", "password"],
        ["password", "method", "submit", "password"],
      ],
      "login",
    ),
  ).toEqual([
    ["shared", "csrf_token=t", "identifier=", "password=", "method=password", "method=code"],
  ]);
});

it("gives social sign-in and passkeys forms of their own, each with the CSRF token", () => {
  expect(
    formsOf(
      [
        csrf,
        ["passkey", "passkey_login_trigger", "button"],
        ["default", "identifier", "text"],
        ["code", "method", "submit", "code"],
        ["oidc", "provider", "submit", "google"],
      ],
      "login",
    ),
  ).toEqual([
    ["oidc", "csrf_token=t", "provider=google"],
    ["shared", "csrf_token=t", "identifier=", "method=code"],
    ["passkey", "csrf_token=t", "passkey_login_trigger="],
  ]);
});

it("gives each organization's button a form of its own, with the providers before everything else", () => {
  expect(
    formsOf(
      [
        csrf,
        ["identifier_first", "identifier", "text"],
        ["identifier_first", "method", "submit", "identifier_first"],
        ["saml", "provider", "submit", "acme"],
        ["oidc", "provider", "submit", "acme-oidc"],
      ],
      "login",
    ),
  ).toEqual([
    ["oidc", "csrf_token=t", "provider=acme-oidc"],
    ["saml", "csrf_token=t", "provider=acme"],
    ["shared", "csrf_token=t", "identifier=", "method=identifier_first"],
  ]);
});

it("puts the fields that an organization's sign-up lacks into one form with its button", () => {
  expect(
    formsOf(
      [csrf, ["default", "traits.email", "email"], ["saml", "provider", "submit", "acme"]],
      "registration",
    ),
  ).toEqual([["shared", "csrf_token=t", "traits.email=", "provider=acme"]]);
});

it("has a section in the settings for linked accounts, and one for organizations", () => {
  expect(
    formsOf(
      [
        csrf,
        ["oidc", "unlink", "submit", "google"],
        ["saml", "link", "submit", "acme"],
        ["profile", "traits.email", "email"],
      ],
      "settings",
    ),
  ).toEqual([
    ["oidc", "csrf_token=t", "unlink=google"],
    ["saml", "csrf_token=t", "link=acme"],
    ["profile", "csrf_token=t", "traits.email="],
  ]);
});

it("puts the fields that social sign-up lacks into one form with the provider's button", () => {
  const forms = [["shared", "csrf_token=t", "traits.email=", "provider=google"]];
  const button: Node = ["oidc", "provider", "submit", "google"];
  expect(formsOf([csrf, ["default", "traits.email", "email"], button], "registration")).toEqual(
    forms,
  );
  expect(formsOf([csrf, ["oidc", "traits.email", "email"], button], "registration")).toEqual([
    ["oidc", "csrf_token=t", "traits.email=", "provider=google"],
  ]);
});

it("puts the keys of one-step sign-up into the form that has the traits", () => {
  expect(
    formsOf(
      [
        csrf,
        ["passkey", "passkey_register_trigger", "button"],
        ["default", "traits.email", "email"],
        ["webauthn", "webauthn_register_trigger", "button"],
        ["password", "password", "password"],
        ["password", "method", "submit", "password"],
      ],
      "registration",
    ),
  ).toEqual([
    [
      "shared",
      "csrf_token=t",
      "traits.email=",
      "password=",
      "method=password",
      "passkey_register_trigger=",
      "webauthn_register_trigger=",
    ],
  ]);
});

it("puts the identifier into the form of the passkeys where they are the only way", () => {
  expect(
    formsOf(
      [
        csrf,
        ["default", "identifier", "text"],
        ["passkey", "passkey_login_trigger", "button"],
        ["oidc", "provider", "submit", "google"],
      ],
      "login",
    ),
  ).toEqual([
    ["oidc", "csrf_token=t", "provider=google"],
    ["shared", "csrf_token=t", "identifier=", "passkey_login_trigger="],
  ]);
});

it("goes on before it goes back or sends the code again", () => {
  const [form] = formsOf(
    [
      ["profile", "screen", "submit", "previous"],
      ["code", "resend", "submit", "code"],
      ["code", "method", "submit", "code"],
      ["code", "code", "text"],
    ],
    "registration",
  );
  expect(form).toEqual(["shared", "code=", "method=code", "resend=code", "screen=previous"]);
});

it("has a form for each method in the settings and in the second step", () => {
  const nodes: Node[] = [
    csrf,
    ["totp", "totp_code", "text"],
    ["lookup_secret", "lookup_secret", "text"],
  ];
  expect(formsOf(nodes, "login", { requested_aal: "aal2" })).toEqual([
    ["totp", "csrf_token=t", "totp_code="],
    ["lookup_secret", "csrf_token=t", "lookup_secret="],
  ]);
  expect(
    formsOf(
      [csrf, ["profile", "traits.email", "email"], ["password", "password", "password"]],
      "settings",
    ),
  ).toEqual([
    ["profile", "csrf_token=t", "traits.email="],
    ["password", "csrf_token=t", "password="],
  ]);
});

it("has no form for what has nothing to see", () => {
  const nodes: Node[] = [
    csrf,
    ["identifier_first", "identifier", "text"],
    ["identifier_first", "method", "submit", "identifier_first"],
    ["passkey", "passkey_challenge", "hidden", "{}"],
  ];
  expect(formsOf(nodes, "login").map(([group]) => group)).toEqual(["shared"]);
});
