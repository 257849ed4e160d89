import fc from "fast-check";
import { expect, test } from "vitest";
import {
  cookieValue,
  expiredSessionCookies,
  hostOnlyCookie,
  onlyOryCookies,
  sessionCookieNames,
  sessionCookies,
  withoutCookie,
} from "../../lib/ory/cookies";
import { sessionCredentials } from "../../lib/ory/credentials";
import {
  heldToken,
  tokenBinding,
  tokenExpiry,
  withToken,
} from "../../lib/token-mode/session-token";
import { headerValue, hostile } from "./hostile";

const pair = fc
  .tuple(
    fc.constantFrom(
      "ory_session_a",
      "ory_kratos_session",
      "csrf_token_a",
      "theme",
      "session_token",
    ),
    hostile,
  )
  .map((two) => two.join("="));
const header = fc.oneof(
  hostile,
  fc.array(fc.oneof(pair, hostile), { maxLength: 6 }).map((pairs) => pairs.join("; ")),
);

test("Ory gets no cookie that is not its own", () => {
  fc.assert(
    fc.property(header, (cookies) => {
      for (const one of onlyOryCookies(cookies).split("; ").filter(Boolean)) {
        expect(one).toMatch(/^(ory_|csrf_token_)/);
        expect(one).not.toContain(";");
      }
    }),
  );
});

test("nobody's session is taken for another's: what Ory is asked with tells sessions apart", () => {
  fc.assert(
    fc.property(header, header, (a, b) => {
      if (onlyOryCookies(a) === onlyOryCookies(b))
        expect(sessionCookies(a)).toEqual(sessionCookies(b));
    }),
  );
});

test("a token is bound to the session cookies that it was made for", async () => {
  await fc.assert(
    fc.asyncProperty(header, header, async (a, b) => {
      const same = sessionCookies(a).join("; ") === sessionCookies(b).join("; ");
      expect((await tokenBinding(a)) === (await tokenBinding(b))).toBe(same);
    }),
  );
});

test("a cookie that is deleted is this host's, and there are few of them", () => {
  fc.assert(
    fc.property(header, (cookies) => {
      const expired = expiredSessionCookies(cookies, "https://example.com");
      expect(expired.length).toBeLessThanOrEqual(20);
      for (const line of expired) expect(line).toMatch(/^[^;]+=; Path=\/; Max-Age=0; HttpOnly/);
      expect(sessionCookieNames(cookies).length).toBeGreaterThanOrEqual(expired.length);
    }),
  );
});

test("a cookie of Ory's is for this host alone, and Secure on https only", () => {
  const attributes = fc.array(
    fc.oneof(fc.constantFrom("Domain=evil.example", " domain = x", "Secure", "Path=/"), hostile),
  );
  fc.assert(
    fc.property(attributes, (given) => {
      const line = ["ory_session_a=1", ...given.map((one) => one.replaceAll(";", ""))].join(";");
      expect(hostOnlyCookie(line, "http://localhost")).not.toMatch(
        /;\s*(domain|secure)\s*(=|;|$)/i,
      );
      expect(hostOnlyCookie(line, "https://app.example")).toMatch(/; Secure$/);
    }),
  );
});

test("reading cookies, tokens and credentials never throws", async () => {
  await fc.assert(
    fc.asyncProperty(header, headerValue, headerValue, async (cookies, authorization, token) => {
      cookieValue(cookies, "session_token");
      withoutCookie(cookies, "session_token");
      tokenExpiry(heldToken(cookies).token);
      const headers = new Headers({ authorization, "x-session-token": token });
      expect(await sessionCredentials(headers)).toEqual({ token: headers.get("x-session-token") });
    }),
  );
});

test("a page gets the token that was made for it, and no other", () => {
  fc.assert(
    fc.property(headerValue, (cookies) => {
      const cookie = withToken(new Headers({ cookie: cookies }).get("cookie"), "binding.new");
      expect(heldToken(cookie)).toEqual({ binding: "binding", token: "new" });
    }),
  );
});
