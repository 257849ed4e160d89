import { describe, expect, test } from "vitest";
import { type Flow, flowSchema } from "../../lib/flows/schema";
import type { Answer } from "../local/ask";
import type { Setup } from "../local/setup";
import { isPrivateAddress } from "./admin-exposed";
import { cookieFindings, domainFindings } from "./cookies";
import {
  addressFindings,
  isPublicSuffix,
  publicSuffixFindings,
  publicSuffixOf,
  secretFindings,
} from "./environment";
import type { Finding } from "./finding";
import { clockFindings, type Ory } from "./ory";
import { baseUrlFindings, captchaFindings, passkeyFindings } from "./ory-flows";
import { redactor } from "./redact";
import { count, partText, summaryText } from "./report";

const kratos: Ory = { url: "http://kratos.internal:4433", product: "Ory Kratos", answers: [] };
const network: Ory = { url: "https://slug.example.com", product: "Ory Network", answers: [] };

function setup(appOrigin: string, ...others: string[]): Setup {
  return {
    appOrigins: [appOrigin, ...others],
    allowedReturnOrigins: [],
    oryUrl: kratos.url,
    adminUrl: undefined,
    projectToken: undefined,
    admin: undefined,
    sessionToken: undefined,
    production: true,
    mailUrl: undefined,
    variables: {},
  };
}

function statuses(findings: Finding[]): string[] {
  return findings.map(({ status }) => status);
}

describe("addresses", () => {
  test.each([
    ["https://app.example.com", "right"],
    ["http://localhost:3000", "right"],
    ["http://app.localhost:3000", "right"],
    ["http://127.0.0.1:3000", "wrong"],
    ["http://[::1]:3000", "wrong"],
    ["http://app.example.com", "wrong"],
  ])("%s is %s in production", (origin, status) => {
    expect(statuses(addressFindings(setup(origin)))).toEqual([status]);
  });

  test("in development http is only doubtful", () => {
    const development = { ...setup("http://my-machine:3000"), production: false };
    expect(statuses(addressFindings(development))).toEqual(["doubtful"]);
  });

  test("hosts that are rented out are told from domains of one's own", () => {
    expect(publicSuffixOf("https://my-app.vercel.app")).toBe("vercel.app");
    expect(publicSuffixOf("https://my-app.github.io")).toBe("github.io");
    expect(publicSuffixOf("https://app.example.co.uk")).toBeUndefined();
    expect(publicSuffixOf("http://localhost:3000")).toBeUndefined();
    const findings = publicSuffixFindings(setup("https://app.example.com", "https://a.vercel.app"));
    expect(statuses(findings)).toEqual(["doubtful"]);
  });
});

describe("credentials", () => {
  test("in public variables are found by their name or by how they begin", () => {
    const named = secretFindings({ NEXT_PUBLIC_ADMIN_TOKEN: "x" });
    const valued = secretFindings({ NEXT_PUBLIC_THING: "ory_apikey_abc" });
    expect([named, valued].map(statuses)).toEqual([["wrong"], ["wrong"]]);
    const right = secretFindings({
      NEXT_PUBLIC_ORY_SDK_URL: "https://slug.projects.oryapis.com",
      NEXT_PUBLIC_ADMIN_TOKEN: "",
      ORY_PROJECT_API_TOKEN: "ory_pat_abc",
    });
    expect(statuses(right)).toEqual(["right"]);
  });

  test("of the environment and of addresses are taken out of every text", () => {
    const redact = redactor({
      ORY_PROJECT_API_TOKEN: "ory_pat_abcdef",
      ORY_SESSION_TOKEN_TEMPLATE: "starter",
      COURIER_SMTP_CONNECTION_URI: "smtp://me:hush@host/",
    });
    expect(redact("ory_pat_abcdef and starter")).toBe("*** and starter");
    expect(redact("can't reach http://ann:hush@localhost:4000")).toBe(
      "can't reach http://***@localhost:4000",
    );
    expect(redact("mail to ann@example.com")).toBe("mail to ann@example.com");
  });
});

describe("cookies", () => {
  const http = "http://localhost:3000";
  const https = "https://app.example.com";
  test.each([
    ["a=1; Path=/; HttpOnly; SameSite=Lax", http, []],
    ["a=1; Path=/; HttpOnly; Secure; SameSite=Lax", https, []],
    ["a=1; Path=/; Secure; SameSite=Lax", http, ["wrong"]],
    ["a=1; Path=/; SameSite=Lax", https, ["wrong"]],
    ["a=1; Path=/; SameSite=None", http, ["wrong"]],
    ["a=1; Path=/; Secure; SameSite=None", https, ["doubtful"]],
    ["a=1; Path=/; Secure; SameSite=Strict", https, ["doubtful"]],
  ])("%s from %s", (line, origin, expected) => {
    expect(statuses(cookieFindings("cookies", line, origin, kratos))).toEqual(expected);
  });

  test("for a public suffix are refused by browsers", () => {
    const domain = (name: string) => domainFindings([`a=1; Domain=${name}`], kratos).length;
    expect(["vercel.app", "co.uk", "example.com", ".example.com"].map(domain)).toEqual([
      1, 1, 0, 0,
    ]);
    expect(isPublicSuffix("auth.example.com")).toBe(false);
  });
});

function answerAt(sentAt: number, tookMs: number, date: number): Answer {
  return {
    status: 401,
    headers: new Headers({ date: new Date(date).toUTCString() }),
    cookies: [],
    text: "",
    json: undefined,
    sentAt,
    receivedAt: sentAt + tookMs,
  };
}

describe("clocks", () => {
  const now = Date.UTC(2026, 0, 1, 12, 0, 0, 900);
  test.each([
    [0, "right"],
    [4, "right"],
    [-4, "right"],
    [20, "doubtful"],
    [-20, "doubtful"],
    [3600, "wrong"],
    [-60, "wrong"],
  ])("%d s apart are %s", (seconds, status) => {
    expect(statuses(clockFindings([answerAt(now, 50, now + seconds * 1000)]))).toEqual([status]);
  });

  test("an answer that takes long is no wrong clock, and one without a date says nothing", () => {
    expect(statuses(clockFindings([answerAt(now, 9_000, now + 8_000)]))).toEqual(["right"]);
    const dateless = { ...answerAt(now, 1, now), headers: new Headers() };
    expect(statuses(clockFindings([dateless]))).toEqual(["right"]);
  });
});

describe("Ory's base URL", () => {
  const action = (base: string) => `${base}/self-service/login?flow=1`;
  const app = setup("https://app.example.com", "https://www.example.com");
  test.each([
    ["https://www.example.com", kratos, "right"],
    [network.url, network, "right"],
    ["https://auth.example.com", network, "wrong"],
    ["http://127.0.0.1:4433", kratos, "wrong"],
  ])("%s", (base, ory, status) => {
    expect(statuses(baseUrlFindings(action(base), ory, app))).toEqual([status]);
  });

  test("a custom domain is to be used as Ory's address", () => {
    const [finding] = baseUrlFindings(action("https://auth.example.com"), network, app);
    expect(finding).toMatchObject({
      mend: [
        "Set NEXT_PUBLIC_ORY_SDK_URL to https://auth.example.com, the project's custom domain.",
      ],
    });
  });
});

describe("passkeys", () => {
  const flow = (rpId: string): Flow =>
    flowSchema.parse({
      id: "1",
      ui: {
        action: "",
        method: "POST",
        nodes: [
          {
            group: "passkey",
            type: "input",
            attributes: {
              name: "passkey_challenge",
              type: "hidden",
              value: JSON.stringify({ publicKey: { rpId } }),
            },
          },
        ],
      },
    });
  test.each([
    ["app.example.com", ["https://app.example.com"], "right"],
    ["example.com", ["https://app.example.com", "https://www.example.com"], "right"],
    ["localhost", ["http://localhost:3000"], "right"],
    ["ample.com", ["https://app.example.com"], "wrong"],
    ["vercel.app", ["https://my-app.vercel.app"], "wrong"],
    ["app.example.com", ["https://app.example.com", "https://a.vercel.app"], "doubtful"],
  ])("for %s at %s are %s", (rpId, [canonical = "", ...others], status) => {
    expect(statuses(passkeyFindings(flow(rpId), kratos, setup(canonical, ...others)))).toEqual([
      status,
    ]);
  });
});

describe("a captcha", () => {
  const flow = (...nodes: object[]): Flow =>
    flowSchema.parse({ id: "1", ui: { action: "", method: "POST", nodes } });
  const input = (group: string, name: string) => ({
    group,
    type: "input",
    attributes: { name, type: "hidden" },
  });
  const password = input("password", "password");

  test.each([
    ["a widget", { group: "captcha", type: "div", attributes: { id: "captcha", data: {} } }],
    ["a field", input("captcha", "transient_payload.captcha_turnstile_response")],
  ])("that Ory asks for by %s, in any flow, is wrong", (_, node) => {
    const findings = captchaFindings([flow(password), flow(password, node)]);
    expect(findings).toMatchObject([
      { status: "wrong", mend: [expect.stringContaining("bot protection")] },
    ]);
  });

  test("that nothing asks for is right", () => {
    expect(statuses(captchaFindings([flow(password), flow()]))).toEqual(["right"]);
  });
});

test("private addresses are told from public ones", () => {
  const own = ["127.0.0.1", "10.1.2.3", "172.31.0.1", "192.168.1.1", "::1", "fd00::2", "fe80::1"];
  const others = ["8.8.8.8", "172.32.0.1", "2a00:1450::1", "::ffff:8.8.8.8"];
  expect(own.filter((address) => !isPrivateAddress(address))).toEqual([]);
  expect(others.filter(isPrivateAddress)).toEqual([]);
});

test("a terminal is shown what is wrong, what people notice, and the command on a line of its own", () => {
  const command = `ory patch identity-config ${"x".repeat(200)}`;
  const findings: Finding[] = [
    { check: "ory", status: "right", says: "Ory answers" },
    { check: "app", status: "unchecked", says: "The app does not run" },
    {
      check: "pages",
      status: "wrong",
      says: "It leads elsewhere",
      notice: "People end elsewhere.",
      mend: ["One sentence.", `$ ${command}`],
    },
  ];
  expect(partText({ title: "Ory", findings })).toBe(
    [
      "Ory",
      "  ✓ Ory answers",
      "  – The app does not run",
      "  ✗ It leads elsewhere",
      "      What people notice: People end elsewhere.",
      "      One sentence.",
      `      ${command}`,
      "",
    ].join("\n"),
  );
  expect(summaryText(count(findings))).toBe("1 wrong, 1 not checked, 1 right");
});
