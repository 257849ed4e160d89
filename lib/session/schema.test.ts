import { describe, expect, it } from "vitest";
import { sessionSchema } from "./schema";

const time = "2024-05-01T10:00:00Z";
const session = {
  id: "9f2b",
  active: true,
  issued_at: time,
  authenticated_at: time,
  expires_at: time,
  authenticator_assurance_level: "aal1",
  identity: { id: "1c0e", traits: { email: "ada@example.com" } },
};

function accepts(changes: object): boolean {
  return sessionSchema.safeParse({ ...session, ...changes }).success;
}

describe("the session's schema", () => {
  it("keeps what Ory sends beyond it", () => {
    const more = {
      ...session,
      devices: [],
      identity: { ...session.identity, metadata_public: { plan: "pro" } },
    };
    expect(sessionSchema.parse(more)).toMatchObject(more);
  });

  it.each([time, "2024-05-01T10:00:00.123456789Z", "2024-05-01T12:00:00+02:00"])(
    "reads Go's spelling of a time: %s",
    (expires_at) => {
      expect(accepts({ expires_at })).toBe(true);
    },
  );

  it.each(["", "2024-05-01", "2024-05-01 10:00:00", "2024-13-01T10:00:00Z", 1714557600, null])(
    "takes %j for no time",
    (expires_at) => {
      expect(accepts({ expires_at })).toBe(false);
    },
  );

  it.each(["id", "active", "issued_at", "authenticated_at", "expires_at", "identity"])(
    "needs %s",
    (field) => {
      expect(accepts({ [field]: undefined })).toBe(false);
    },
  );

  it("lets the traits be anything, or nothing", () => {
    for (const traits of [undefined, null, "x", [], { email: 7 }]) {
      expect(accepts({ identity: { id: "1c0e", traits } })).toBe(true);
    }
    expect(accepts({ identity: { id: "1c0e" } })).toBe(true);
  });

  it("has empty lists where Ory sends none or null", () => {
    for (const nothing of [undefined, null]) {
      const { authentication_methods, identity } = sessionSchema.parse({
        ...session,
        authentication_methods: nothing,
        identity: { ...session.identity, verifiable_addresses: nothing },
      });
      expect(authentication_methods).toEqual([]);
      expect(identity.verifiable_addresses).toEqual([]);
    }
  });

  it("takes a device of which Ory knows nothing", () => {
    expect(accepts({ devices: [{ id: "d1", user_agent: null, ip_address: null }] })).toBe(true);
  });

  it.each([null, "session", 1, [session]])("refuses %j", (value) => {
    expect(sessionSchema.safeParse(value).success).toBe(false);
  });
});
