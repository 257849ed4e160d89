import { describe, expect, it } from "vitest";
import { roleOf } from "./roles";

describe("roleOf", () => {
  it("reads the role that the admin API has written", () => {
    expect(roleOf({ metadata_public: { role: "admin", plan: "free" } })).toBe("admin");
  });

  it.each<[string, object]>([
    ["no metadata", {}],
    ["null, as Ory sends it", { metadata_public: null }],
    ["no role", { metadata_public: { plan: "free" } }],
    ["a role that is not known here", { metadata_public: { role: "root" } }],
    ["another spelling", { metadata_public: { role: "Admin" } }],
    ["a list", { metadata_public: { role: ["admin"] } }],
    [
      "a role elsewhere",
      { role: "admin", traits: { role: "admin" }, metadata_admin: { role: "admin" } },
    ],
  ])("finds none in %s", (_, identity) => {
    expect(roleOf(identity)).toBeUndefined();
  });
});
