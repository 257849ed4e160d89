import { expect, it } from "vitest";
import { isFresh, maxSessionAgeSeconds, mayExtend } from "./lifetime";
import { sessionSchema } from "./schema";

const signedInAt = Date.parse("2024-05-01T10:00:00Z");
const session = sessionSchema.parse({
  id: "9f2b",
  active: true,
  // It was extended since, but only the sign-in counts.
  issued_at: "2024-04-01T10:00:00Z",
  authenticated_at: "2024-05-01T10:00:00Z",
  expires_at: "2024-06-01T10:00:00Z",
  authenticator_assurance_level: "aal1",
  identity: { id: "1c0e", traits: {} },
});

it("is fresh up to the very second, and not after it", () => {
  expect(isFresh(session, 900, signedInAt + 900_000)).toBe(true);
  expect(isFresh(session, 900, signedInAt + 900_001)).toBe(false);
});

it("may be extended until the sign-in is too old, however often it was before", () => {
  expect(mayExtend(session, signedInAt + maxSessionAgeSeconds * 1000 - 1)).toBe(true);
  expect(mayExtend(session, signedInAt + maxSessionAgeSeconds * 1000)).toBe(false);
});
