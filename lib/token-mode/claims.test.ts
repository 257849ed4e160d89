import { AsyncLocalStorage } from "node:async_hooks";
import { createHmac } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import {
  base64url,
  exportJWK,
  generateKeyPair,
  type JWTHeaderParameters,
  type JWTPayload,
  SignJWT,
} from "jose";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type * as Claims from "./claims";
import { FakeOry } from "../../scripts/test/fake-ory";
import { tokenBinding } from "./session-token";

const request = vi.hoisted((): { headers: Record<string, string> } => ({ headers: {} }));
vi.mock("next/headers", () => ({
  headers: () => Promise.resolve(new Headers(request.headers)),
}));

const issuer = "http://localhost:3000/";
const inAnHour = new Date(Date.now() + 3_600_000).toISOString();
const claims = {
  template: "starter",
  sub: "1c0e",
  sid: "9f2b",
  email: "ada@example.com",
  aal: "aal1",
  amr: ["password", "totp"],
  session_issued_at: "2026-05-01T10:00:00Z",
  session_authenticated_at: "2026-05-01T11:00:00.123456789Z",
  session_expires_at: inAnHour,
};
const mine = "ory_session_local=MTczMg==";

type Keys = Awaited<ReturnType<typeof generateKeyPair>>;
let current: Keys, next: Keys, foreign: Keys;
let ory: FakeOry;
let verifyToken: typeof Claims.verifyToken;
let getClaims: typeof Claims.getClaims;

beforeAll(async () => {
  ory = await FakeOry.start();
  [current, next, foreign] = await Promise.all([
    generateKeyPair("ES256"),
    generateKeyPair("ES256"),
    generateKeyPair("ES256"),
  ]);
  const keys = [await publicKey(current, "current"), await publicKey(next, "next")];
  vi.stubEnv("NEXT_PUBLIC_ORY_SDK_URL", ory.url);
  vi.stubEnv("ORY_SESSION_TOKEN_TEMPLATE", "starter");
  vi.stubEnv("ORY_SESSION_TOKEN_ISSUER", issuer);
  vi.stubEnv("ORY_SESSION_JWKS", JSON.stringify({ keys }));
  ({ verifyToken, getClaims } = await import("./claims"));
});
afterAll(() => ory.close());
afterEach(() => {
  vi.useRealTimers();
  request.headers = {};
});

async function publicKey({ publicKey: key }: Keys, kid: string) {
  return { ...(await exportJWK(key)), kid, alg: "ES256", use: "sig" };
}

function sign(
  payload: JWTPayload = {},
  keys = current,
  header: Partial<JWTHeaderParameters> = {},
): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const all = { iss: issuer, iat: now, nbf: now, exp: now + 60, ...claims, ...payload };
  return new SignJWT(all)
    .setProtectedHeader({ alg: "ES256", kid: "current", ...header })
    .sign(keys.privateKey);
}

/** A token built by hand, because no library signs it. */
function forge(header: object, sign: (input: string) => string): string {
  const now = Math.floor(Date.now() / 1000);
  const payload = { iss: issuer, iat: now, exp: now + 60, ...claims };
  const parts = [header, payload].map((part) => base64url.encode(JSON.stringify(part)));
  return `${parts.join(".")}.${sign(parts.join("."))}`;
}

describe("a session token", () => {
  it("says what the session said when it was made", async () => {
    expect(await verifyToken(await sign())).toEqual({
      id: "9f2b",
      active: true,
      issued_at: "2026-05-01T10:00:00Z",
      authenticated_at: "2026-05-01T11:00:00.123456789Z",
      expires_at: inAnHour,
      authenticator_assurance_level: "aal1",
      authentication_methods: [{ method: "password" }, { method: "totp" }],
      identity: { id: "1c0e", traits: { email: "ada@example.com" } },
    });
  });

  it("is believed by either key of the set, as while keys are rotated", async () => {
    expect(await verifyToken(await sign({}, next, { kid: "next" }))).toBeDefined();
  });

  it.each<[string, () => Promise<string> | string]>([
    ["signed by a foreign key", () => sign({}, foreign)],
    ["signed by a key that is named wrongly", () => sign({}, next)],
    ["that names a foreign key", () => sign({}, foreign, { kid: "foreign" })],
    ["without a signature (alg none)", () => forge({ alg: "none", kid: "current" }, () => "")],
    ["with None in other letters", () => forge({ alg: "NoNe" }, () => "")],
    [
      "signed with the public key as if it were a secret (HS256)",
      async () => {
        const { x = "" } = await exportJWK(current.publicKey);
        return forge({ alg: "HS256", kid: "current" }, (input) =>
          createHmac("sha256", Buffer.from(x, "base64url")).update(input).digest("base64url"),
        );
      },
    ],
    ["that expired", () => sign({ exp: Math.floor(Date.now() / 1000) - 1 })],
    ["that never expires", () => sign({ exp: undefined })],
    ["that is not valid yet", () => sign({ nbf: Math.floor(Date.now() / 1000) + 600 })],
    ["of a foreign issuer", () => sign({ iss: "https://evil.example/" })],
    ["of no issuer", () => sign({ iss: undefined })],
    ["of another template", () => sign({ template: "mobile" })],
    ["of no template", () => sign({ template: undefined })],
    ["of a session that is over", () => sign({ session_expires_at: "2026-05-02T10:00:00Z" })],
    ["that names no identity", () => sign({ sub: undefined })],
    ["that names no session", () => sign({ sid: undefined })],
    ["whose times are none", () => sign({ session_issued_at: "soon" })],
    ["whose payload was changed", async () => (await sign()).replace(/\.(..)/, ".AA")],
    ["cut short", async () => (await sign()).slice(0, -4)],
    ["that is none", () => "a.b.c"],
    ["that is empty", () => ""],
  ])("%s is not believed", async (_, make) => {
    expect(await verifyToken(await make())).toBeUndefined();
  });
});

describe("getClaims", () => {
  async function held(token: string, boundTo = mine): Promise<string> {
    return `session_token=${await tokenBinding(boundTo)}.${token}`;
  }

  it("asks nobody while there is a valid token of this very session cookie", async () => {
    ory.answerJson(401, {});
    request.headers = { cookie: `theme=dark; ${mine}; ${await held(await sign())}` };
    expect(await getClaims()).toMatchObject({
      outcome: "authenticated",
      session: { identity: { traits: { email: "ada@example.com" } } },
    });
    expect(ory.requests).toEqual([]);
  });

  it("asks Ory once a token is over that was verified before", async () => {
    ory.answerJson(503, {});
    request.headers = { cookie: `${mine}; ${await held(await sign())}` };
    expect(await getClaims()).toMatchObject({ outcome: "authenticated" });
    expect(await getClaims()).toMatchObject({ outcome: "authenticated" });
    expect(ory.requests).toEqual([]);
    vi.setSystemTime(Date.now() + 61_000);
    expect(await getClaims()).toEqual({ outcome: "unavailable" });
    expect(ory.requests).toHaveLength(1);
  });

  describe("holds in memory", () => {
    setFlagsFromString("--expose-gc");
    const collectGarbage = runInNewContext("gc") as () => void;

    async function isHeld(ref: WeakRef<object>): Promise<boolean> {
      await setImmediate();
      collectGarbage();
      return ref.deref() !== undefined;
    }

    /** Has a request ask for its claims; what it gets, and the request itself, are not held here. */
    async function ask(getClaims: typeof Claims.getClaims) {
      request.headers = { cookie: `${mine}; ${await held(await sign())}` };
      const made = {};
      const result = await new AsyncLocalStorage().run(made, getClaims);
      if (result.outcome !== "authenticated") throw new Error(result.outcome);
      return { claims: new WeakRef(result.session), request: new WeakRef(made) };
    }

    it("what a token said, until a minute after it is over", async () => {
      vi.useFakeTimers({ toFake: ["Date", "setInterval", "setTimeout"] });
      vi.resetModules();
      const { claims } = await ask((await import("./claims")).getClaims);
      vi.advanceTimersByTime(59_000);
      expect(await isHeld(claims)).toBe(true);
      vi.advanceTimersByTime(61_000);
      expect(await isHeld(claims)).toBe(false);
    });

    it("nothing of the request that brought it", async () => {
      const { claims, request } = await ask(getClaims);
      expect(await isHeld(claims)).toBe(true);
      expect(await isHeld(request)).toBe(false);
    });
  });

  it.each<[string, () => Promise<string>]>([
    ["there is no token", () => Promise.resolve(mine)],
    ["the token is of nobody's session", async () => `${mine}; session_token=${await sign()}`],
    [
      "the token was made for another session cookie",
      async () => `${mine}; ${await held(await sign(), "ory_session_local=bobs")}`,
    ],
    [
      "a session cookie was added to the one it was made for",
      async () => `${mine}; ory_session_b=1; ${await held(await sign())}`,
    ],
    [
      "the token is not to be believed",
      async () => `${mine}; ${await held(await sign({}, foreign))}`,
    ],
  ])("asks Ory when %s", async (_, cookie) => {
    ory.answerJson(503, {});
    request.headers = { cookie: await cookie() };
    expect(await getClaims()).toEqual({ outcome: "unavailable" });
    expect(ory.requests).toHaveLength(1);
  });

  it("takes a token without a session cookie for nothing", async () => {
    ory.answerJson(200, {});
    for (const boundTo of [mine, ""]) {
      request.headers = { cookie: await held(await sign(), boundTo) };
      expect(await getClaims()).toEqual({ outcome: "anonymous" });
    }
  });
});
