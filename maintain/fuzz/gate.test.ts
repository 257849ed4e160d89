import fc from "fast-check";
import { expect, test } from "vitest";
import { createGate, protectedPaths } from "../../lib/gate/gate";
import { sessionCookieNames } from "../../lib/ory/cookies";
import { isUnder } from "../../lib/ory/paths";
import { hostile, site, staysOn } from "./hostile";

const gate = createGate({ NODE_ENV: "production", APP_URL: site });

/** Returns the gate's redirect for a request, if any. */
function decide(pathname: string, search: string, cookie: string | null): string | undefined {
  const headers = new Map([
    ["host", new URL(site).host],
    ["cookie", cookie],
  ]);
  const header = (name: string) => headers.get(name) ?? null;
  const decision = gate({ method: "GET", url: pathname + search, header });
  return decision.outcome === "redirect" ? decision.location : undefined;
}

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
      // Whatever follows a question mark in the path belongs to the query.
      const asked = path.split("?", 1)[0] ?? "";
      const isProtected = protectedPaths.some((prefix) => isUnder(asked, prefix));
      expect(isOpen).toBe(!isProtected || sessionCookieNames(cookies).length > 0);
    }),
  );
});
