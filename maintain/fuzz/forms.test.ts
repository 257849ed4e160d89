import fc from "fast-check";
import { expect, test } from "vitest";
import { clientAddress } from "../../lib/server/client-address";
import { readForm } from "../../lib/server/read-form";
import { isSameOrigin } from "../../lib/server/same-origin";
import { readTheme } from "../../lib/server/theme";
import { lookUp } from "../../lib/words/look-up";
import { evil, headerValue, hostile, site } from "./hostile";

const types = [
  "application/x-www-form-urlencoded",
  "multipart/form-data",
  "multipart/form-data; boundary=x",
  "application/json",
  "text/plain",
];
const body = fc.oneof(
  hostile,
  fc.uint8Array({ maxLength: 2_000 }),
  hostile.map(
    (text) => `--x\r\ncontent-disposition: form-data; name="${text}"\r\n\r\n${text}\r\n--x--`,
  ),
  fc.nat(40).map((size) => "a".repeat(size * 1024)),
);

test("a form body is read or refused, and never throws", async () => {
  await fc.assert(
    fc.asyncProperty(body, fc.oneof(fc.constantFrom(...types), headerValue), async (sent, type) => {
      const headers = { "content-type": type };
      const form = await readForm(new Request(site, { method: "POST", body: sent, headers }));
      if (sent.length > 16 * 1024) expect(form).toBeUndefined();
    }),
  );
});

test("only this app's origins are the same origin", () => {
  const origin = fc.oneof(
    headerValue,
    fc.constantFrom("null", `https://${evil}`, `${site}.${evil}`, site.toUpperCase(), `${site}/`),
  );
  fc.assert(
    fc.property(origin, headerValue, (from, fetchSite) => {
      const headers = new Headers({ origin: from, "sec-fetch-site": fetchSite });
      expect(isSameOrigin(headers, [site])).toBe(headers.get("origin") === site);
    }),
  );
});

test("a client's address is an address, of the proxies that are trusted", () => {
  fc.assert(
    fc.property(headerValue, fc.nat(3), (forwarded, hops) => {
      const address = clientAddress(forwarded, hops);
      if (hops === 0) expect(address).toBeUndefined();
      if (address !== undefined) expect(address).toMatch(/^[0-9a-f.:]+(%.+)?$/i);
    }),
  );
});

test("words are found by their own keys only", () => {
  fc.assert(
    fc.property(hostile, (key) => {
      expect(lookUp({ one: "1" }, key)).toBe(key === "one" ? "1" : undefined);
      expect(["system", "light", "dark"]).toContain(readTheme(key));
    }),
  );
});
