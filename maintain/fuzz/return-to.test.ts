import fc from "fast-check";
import { expect, test } from "vitest";
import { loginPath, wayOut } from "../../lib/return-to/addresses";
import { absoluteReturnTo, returnTo } from "../../lib/return-to/return-to";
import { hostileReturnTo, partner, site, staysOn } from "./hostile";

const options = { origins: [site], allowedOrigins: [partner] };

test("a return_to never leads to another origin", () => {
  fc.assert(
    fc.property(hostileReturnTo, (value) => {
      expect(staysOn(returnTo(value, options), site, partner)).toBe(true);
      expect([site, partner]).toContain(new URL(absoluteReturnTo(value, site, options)).origin);
    }),
  );
});

test("a return_to is fit for a Location header", () => {
  fc.assert(
    fc.property(hostileReturnTo, (value) => {
      expect(returnTo(value, options)).toMatch(/^[\x21-\x5b\x5d-\x7e]{1,2048}$/);
    }),
  );
});

test("a decided return_to is decided the same way again", () => {
  fc.assert(
    fc.property(hostileReturnTo, (value) => {
      const decided = returnTo(value, options);
      expect(returnTo(decided, options)).toBe(decided);
    }),
  );
});

test("no value of another type is believed, or throws", () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      fc.pre(typeof value !== "string");
      expect(returnTo(value, options)).toBe("/dashboard");
    }),
  );
});

test("an address of this app that carries a return_to stays on this app", () => {
  fc.assert(
    fc.property(hostileReturnTo, (value) => {
      const decided = returnTo(value, { origins: [site] });
      for (const outcome of ["anonymous", "aal2_required", "unavailable"] as const) {
        expect(new URL(wayOut(outcome, site, decided), site).origin).toBe(site);
      }
      const { searchParams } = new URL(loginPath(decided), site);
      expect(searchParams.get("return_to")).toBe(decided);
    }),
  );
});
