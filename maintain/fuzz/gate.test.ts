import fc from "fast-check";
import { expect, test } from "vitest";
import { gate, isProtected } from "../../lib/gate/gate";
import { sessionCookieNames } from "../../lib/ory/cookies";
import { hostile, site, staysOn } from "./hostile";

// The only place that knows how the gate is called.
const decide = (pathname: string, search: string, cookie: string | null) =>
  gate({ pathname, search, cookie });

const pathname = fc.oneof(
  hostile.map((text) => `/${text}`),
  fc
    .tuple(fc.constantFrom("/dashboard", "/settings", "/profile", "/admin"), hostile)
    .map((parts) => parts.join("")),
);
const search = fc.oneof(
  fc.constant(""),
  hostile.map((text) => `?${text}`),
);
const cookie = fc.option(hostile);

test("the gate redirects to this site's sign-in page and nowhere else", () => {
  fc.assert(
    fc.property(pathname, search, cookie, (path, query, cookies) => {
      const target = decide(path, query, cookies);
      if (target === undefined) return;
      const url = new URL(target, site);
      expect([url.origin, url.pathname]).toEqual([site, "/auth/login"]);
      expect([...url.searchParams.keys()]).toEqual(["return_to"]);
      expect(staysOn(url.searchParams.get("return_to") ?? "", site)).toBe(true);
    }),
  );
});

test("the gate lets nobody without a session cookie through to a protected page", () => {
  fc.assert(
    fc.property(pathname, search, cookie, (path, query, cookies) => {
      const isOpen = decide(path, query, cookies) === undefined;
      expect(isOpen).toBe(!isProtected(path) || sessionCookieNames(cookies).length > 0);
    }),
  );
});
