import { describe, expect, it } from "vitest";
import { clientAddress } from "./client-address";

describe("the client's address", () => {
  it.each([
    ["no proxy: anybody can write the header", "203.0.113.7", 0, undefined],
    ["one proxy", "203.0.113.7", 1, "203.0.113.7"],
    [
      "one proxy, and a client that sends the header itself",
      "6.6.6.6, 203.0.113.7",
      1,
      "203.0.113.7",
    ],
    ["two proxies", "6.6.6.6, 203.0.113.7, 10.0.0.2", 2, "203.0.113.7"],
    ["fewer entries than proxies", "203.0.113.7", 2, undefined],
    ["IPv6", "2001:db8::7", 1, "2001:db8::7"],
    ["a name is no address", "evil.example", 1, undefined],
    ["an unknown client", "unknown", 1, undefined],
    ["an empty entry", "203.0.113.7, ", 1, undefined],
    ["no header", null, 1, undefined],
  ])("%s: %j, %i trusted", (_, header, hops, address) => {
    expect(clientAddress(header, hops)).toBe(address);
  });
});
