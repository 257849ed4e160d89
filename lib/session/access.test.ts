import { expect, it } from "vitest";
import { type Access, accessTo, type Requirement } from "./access";

const requirements = [
  "requireClaims",
  "requireFreshSession",
  "requireAal2",
  "requireRole",
] as const;

function signedIn(level: string, minutesAgo: number) {
  const authenticated_at = new Date(Date.now() - minutesAgo * 60_000).toISOString();
  const session = {
    id: "1",
    active: true,
    issued_at: authenticated_at,
    authenticated_at,
    expires_at: new Date(Date.now() + 3_600_000).toISOString(),
    authenticator_assurance_level: level,
    authentication_methods: [],
    identity: { id: "2" },
  };
  return { outcome: "authenticated", session } as const;
}

it.each<[string, Parameters<typeof accessTo>[1], Access[]]>([
  ["nobody", { outcome: "anonymous" }, Array<Access>(4).fill("sign_in")],
  [
    "who has the second step before them",
    { outcome: "aal2_required" },
    Array<Access>(4).fill("second_factor"),
  ],
  ["anybody in an outage", { outcome: "unavailable" }, Array<Access>(4).fill("unavailable")],
  ["one factor, just now", signedIn("aal1", 1), ["open", "open", "second_factor", "admins"]],
  ["two factors, a while ago", signedIn("aal2", 20), ["open", "confirm", "open", "admins"]],
])("says what pages do for %s", (_who, visitor, expected) => {
  const found = requirements.map((one: Requirement) => accessTo(one, visitor, 900));
  expect(found).toEqual(expected);
});
