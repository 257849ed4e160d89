import { expect, it, vi } from "vitest";
import { describeDevice } from "./devices";

vi.stubEnv("TRUSTED_PROXY_HOPS", "1");

const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";

function described(...devices: { user_agent?: string; ip_address?: string }[]) {
  return describeDevice({ id: "9f2b", authenticated_at: "2024-05-01T10:00:00Z", devices });
}

it("names browser and system in words", () => {
  expect(described({ user_agent: firefox }).name).toBe("Firefox on Linux");
});

it("admits what it does not know", () => {
  expect(described().name).toBe("Unknown device");
  expect(described({ user_agent: "curl/8.1" }).name).toBe("Unknown device");
  expect(described({ user_agent: "" })).toMatchObject({
    name: "Unknown device",
    address: undefined,
  });
});

it("shows where the device was last", () => {
  expect(described({ ip_address: "198.51.100.1" }, { ip_address: "203.0.113.7" }).address).toBe(
    "203.0.113.7",
  );
});

it.each([
  ["203.0.113.7:49386", "203.0.113.7"],
  ["[2001:db8::1]:49386", "2001:db8::1"],
  ["2001:db8::1", "2001:db8::1"],
  ["", undefined],
])("takes the port off %s", (ip_address, address) => {
  expect(described({ ip_address }).address).toBe(address);
});
