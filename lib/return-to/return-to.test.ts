import { describe, expect, it } from "vitest";
import { absoluteReturnTo, defaultReturnTo, returnTo } from "./return-to";
import {
  corpusOptions,
  harmlessReturnTos,
  hostileReturnTos,
} from "../../scripts/test/return-to-corpus";

const site = "http://localhost:3000";
const partner = "https://partner.example";
const everyValue = [...hostileReturnTos, ...harmlessReturnTos].map(({ value }) => value);

const decide = (value: unknown) => returnTo(value, corpusOptions);

describe("returnTo", () => {
  it.each(hostileReturnTos)("sends $family ($value) to the default page", ({ value }) => {
    expect(decide(value)).toBe(defaultReturnTo);
  });

  it.each(harmlessReturnTos)("keeps $value", ({ value, expected }) => {
    expect(decide(value)).toBe(expected);
  });

  it.each([
    ["nothing", undefined],
    ["null", null],
    ["a number", 42],
    ["a boolean", true],
    ["a list", ["/settings"]],
    ["a list of lists", [["/settings"]]],
    ["an object", { toString: () => "/settings" }],
    ["a URL object", new URL("http://localhost:3000/settings")],
    ["a boxed string", Object("/settings")],
    ["a function", () => "/settings"],
    ["a symbol", Symbol("/settings")],
  ])("takes %s for no return_to at all", (_, value) => {
    expect(decide(value)).toBe(defaultReturnTo);
  });

  it("has a corpus of distinct values", () => {
    expect(new Set(everyValue).size).toBe(everyValue.length);
    expect(hostileReturnTos.length).toBeGreaterThanOrEqual(240);
    expect(harmlessReturnTos.length).toBeGreaterThanOrEqual(40);
  });

  it("trusts no absolute URL when no origin is configured", () => {
    for (const value of [`${site}/settings`, `${partner}/x`, "http://this-site.invalid/x"]) {
      expect(returnTo(value, { origins: [] })).toBe(defaultReturnTo);
    }
    expect(returnTo("/settings", { origins: [] })).toBe("/settings");
  });

  it("makes a path of the URL of any of this app's origins, not only of the canonical one", () => {
    const origins = ["https://app.example.com", "https://preview.example.com"];
    expect(returnTo("https://preview.example.com/x?y", { origins })).toBe("/x?y");
  });

  it("prefers this site where an origin is also an allowed one", () => {
    expect(returnTo(`${site}/x`, { origins: [site], allowedOrigins: [site] })).toBe("/x");
    expect(returnTo(`${site}/auth/login`, { origins: [site], allowedOrigins: [site] })).toBe(
      defaultReturnTo,
    );
  });
});

describe("whatever went in, what comes out", () => {
  it.each(everyValue)("is ours or allowed, and decided already: %j", (value) => {
    expect(flaw(value)).toBeUndefined();
  });

  it("is ours or allowed after thousands of mutations", () => {
    const random = seeded(20_240_607);
    const pick = <T>(items: readonly T[]): T => {
      const item = items[Math.floor(random() * items.length)];
      if (item === undefined) throw new Error("nothing to pick from");
      return item;
    };
    const flaws: string[] = [];
    let kept = 0;
    for (let round = 0; round < 6_000; round++) {
      let value = pick(everyValue).slice(0, 300);
      const mutations = 1 + Math.floor(random() * 4);
      for (let count = 0; count < mutations; count++) value = mutate(value, random, pick);
      const found = flaw(value);
      if (found) flaws.push(`${JSON.stringify(value)} ${found}`);
      if (decide(value) !== defaultReturnTo) kept++;
    }
    expect(flaws).toEqual([]);
    // Otherwise the loop would only show that garbage is rejected.
    expect(kept).toBeGreaterThan(500);
  });
});

describe("absoluteReturnTo", () => {
  it.each([
    ["/settings?a=b", `${site}/settings?a=b`],
    [`${site}/settings`, `${site}/settings`],
    [`${partner}/x?y#z`, `${partner}/x?y#z`],
    ["//evil.example", `${site}/dashboard`],
    [undefined, `${site}/dashboard`],
  ])("makes an absolute URL of %s", (value, expected) => {
    expect(absoluteReturnTo(value, site, corpusOptions)).toBe(expected);
  });
});

const leadsBack =
  /^\/+(auth|self-service|unavailable|ui|\.ory|\.well-known\/ory|sessions\/whoami)(\/|$)/i;

/** Returns what is wrong with the result for a value, independently of the implementation. */
function flaw(value: string): string | undefined {
  const decided = decide(value);
  if (!/^(\/(?![/\\])|https:\/\/partner\.example\/)/.test(decided)) return `leaves: ${decided}`;
  // Valid in a Location header without encoding.
  if (!/^[\x21-\x5b\x5d-\x7e]{1,4096}$/.test(decided)) return `no header value: ${decided}`;
  if (decide(decided) !== decided) return `decided otherwise the second time: ${decided}`;
  for (const reading of readings(decided)) {
    // The following page may be deep: the base must not matter.
    for (const base of [`${site}/auth/login`, `${site}/a/b/c/?d`]) {
      const url = new URL(reading, base);
      if (url.origin !== site && url.origin !== partner) return `leaves when read as ${reading}`;
      if (url.username || url.password) return `names a user when read as ${reading}`;
      if (url.origin === site && leadsBack.test(url.pathname)) return `loops as ${reading}`;
    }
  }
  return undefined;
}

/** Returns how browsers, proxies and lax programs read an address, decoded up to three times. */
function readings(address: string): string[] {
  const found = [address];
  let reading = address;
  for (let round = 0; round < 3; round++) {
    reading = reading.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
      String.fromCharCode(parseInt(hex, 16)),
    );
    const [path = "", query] = reading.split(/\?(.*)/s);
    const slashed = path.replace(/\\/g, "/") + (query === undefined ? "" : `?${query}`);
    found.push(reading, slashed, slashed.replace(/[\0-\x1f\x7f]/g, ""));
  }
  return found;
}

const fragments = [
  ...["/", "\\", "@", ":", "?", "#", ".", "%", ";", "&", "=", " ", "\t", "\n", "\r", "\0"],
  ...["//", "/../", "/./", "%2f", "%2F", "%5c", "%2e", "%00", "%0a", "%25", "%252f", "%c0%af"],
  ...["http://", "https://", "javascript:", "evil.example", site, partner, "localhost:3000"],
  ...["/auth", "/login", "/self-service", "/ui", "/unavailable", "\uff0f", "\uff3c", "\u2028"],
  ...["\u202e", "\u200b", "\ufeff", "\ud800", "\u00e9", "\u{1f600}", "dashboard", "%61"],
];

function mutate(value: string, random: () => number, pick: <T>(items: readonly T[]) => T): string {
  const at = Math.floor(random() * (value.length + 1));
  const before = value.slice(0, at);
  const after = value.slice(at);
  switch (pick(["insert", "replace", "remove", "encode", "case", "splice"] as const)) {
    case "insert":
      return before + pick(fragments) + after;
    case "replace":
      return before + pick(fragments) + after.slice(1);
    case "remove":
      return before + after.slice(1 + Math.floor(random() * 3));
    case "encode": {
      const code = after.charCodeAt(0);
      if (Number.isNaN(code) || code > 0x7f) return value;
      return `${before}%${code.toString(16).padStart(2, "0")}${after.slice(1)}`;
    }
    case "case":
      return before + after.slice(0, 1).toUpperCase() + after.slice(1);
    case "splice":
      return before + pick(everyValue).slice(0, 300);
  }
}

/** Mulberry32: the same numbers in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
