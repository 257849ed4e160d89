import { describe, expect, it } from "vitest";
import {
  cookieCandidates,
  expiredSessionCookies,
  isSessionCookieName,
  onlyOryCookies,
  sessionCookieNames,
  sessionCookies,
} from "./cookies";

describe("a session cookie", () => {
  it.each(["ory_session_local", "ory_session_eager-bohr-1234", "ory_kratos_session"])(
    "may be called %s",
    (name) => {
      expect(isSessionCookieName(name)).toBe(true);
    },
  );

  it.each([
    "",
    "ory_session",
    "ory_session_",
    "Xory_session_a",
    "__Host-ory_session_a",
    "ORY_SESSION_A",
    "ory-session-a",
    "ory_kratos_session_2",
    "ory_kratos_continuity",
    "csrf_token_abc",
    "session",
  ])("is not called %j", (name) => {
    expect(isSessionCookieName(name)).toBe(false);
  });
});

describe("sessionCookieNames", () => {
  it.each([
    ["ory_session_a=1", ["ory_session_a"]],
    ["a=1; ory_session_a=1;ory_kratos_session=2 ; b=2", ["ory_session_a", "ory_kratos_session"]],
    ["ory_session_a=1=2==", ["ory_session_a"]],
    [" ; ; ory_session_a=x", ["ory_session_a"]],
  ])("finds those in %j", (header, names) => {
    expect(sessionCookieNames(header)).toEqual(names);
  });

  it.each([
    null,
    "",
    ";",
    "=",
    "=ory_session_a=1",
    "ory_session_a",
    "ory_session_a=",
    "ory_session_a= ",
    "ory_session_a=;b=1",
    "Xory_session_a=1",
    "a=ory_session_b=1",
    'a="ory_session_b=1"',
    "a=1, ory_session_b=1",
    "a=1 ory_session_b=1",
    "ory_session=1",
    "ory_session_=1",
    "%6fry_session_a=1",
  ])("finds none in %j", (header) => {
    expect(sessionCookieNames(header)).toEqual([]);
  });
});

describe("onlyOryCookies", () => {
  it("keeps session, CSRF and flow state, as they came", () => {
    expect(
      onlyOryCookies(
        'theme=dark; ory_session_a=x=y; csrf_token_9f=1;ory_kratos_continuity="z"; n=1',
      ),
    ).toBe('ory_session_a=x=y; csrf_token_9f=1; ory_kratos_continuity="z"');
  });

  it.each([
    null,
    "",
    "theme=dark",
    "Ory_x=1",
    "xory_session_a=1",
    "x=ory_session_a",
    "csrf_token=1",
    "__Host-csrf_token_a=1",
    "authjs.csrf-token=1",
  ])("keeps nothing of %j", (header) => {
    expect(onlyOryCookies(header)).toBe("");
  });
});

describe("a cookie that Next.js encoded anew", () => {
  const encoded = "theme=a%3Db; ory_session_a=MTcz_-8%3D%3d; csrf_token_9f=a%2Bb%2Fc%3D";

  it("reaches Ory as Ory wrote it", () => {
    expect(onlyOryCookies(encoded)).toBe("ory_session_a=MTcz_-8==; csrf_token_9f=a+b/c=");
    expect(sessionCookies(encoded)).toEqual(["ory_session_a=MTcz_-8=="]);
  });

  it("can't bring anything else in", () => {
    const hostile = "ory_session_a=%0d%0ax%3Bory_session_b%20%253D";
    expect(onlyOryCookies(hostile)).toBe("ory_session_a=%0d%0ax%3Bory_session_b%20%253D");
  });
});

describe("cookieCandidates", () => {
  it("is the header itself where each session cookie is there once", () => {
    expect(cookieCandidates("theme=dark; ory_session_a=1; csrf_token_9f=1")).toEqual([
      "ory_session_a=1; csrf_token_9f=1",
    ]);
  });

  it("has one header for each of several session cookies of one name", () => {
    expect(cookieCandidates("ory_session_a=dead; csrf_token_9f=1; ory_session_a=live")).toEqual([
      "ory_session_a=dead; csrf_token_9f=1",
      "ory_session_a=live; csrf_token_9f=1",
    ]);
  });
});

describe("expiredSessionCookies", () => {
  const header = "ory_session_a=1; theme=dark; ory_session_a=2";

  it("deletes a cookie at the host and at its parent domains", () => {
    expect(expiredSessionCookies(header, "https://my.app.example.com")).toEqual([
      "ory_session_a=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure",
      "ory_session_a=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Domain=app.example.com; Secure",
      "ory_session_a=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Domain=example.com; Secure",
    ]);
  });

  it.each(["http://localhost:3000", "http://127.0.0.1:3000", "http://[::1]:3000"])(
    "deletes it at the host alone on %s, which has no parent",
    (origin) => {
      expect(expiredSessionCookies(header, origin)).toEqual([
        "ory_session_a=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax",
      ]);
    },
  );
});
