import type { SessionClaims } from "./schema";
import type { NoSession } from "../return-to/addresses";
import { isFresh } from "./lifetime";

export type Requirement =
  | "requireClaims"
  | "requireSession"
  | "requireFreshSession"
  | "requireAal2"
  | "requireRole"
  | "useSession";

export type Access = "open" | "sign_in" | "confirm" | "second_factor" | "admins" | "unavailable";

/** Returns what a page would do for a visitor, for display only: the pages decide themselves. */
export function accessTo(
  requirement: Requirement,
  visitor: { outcome: "authenticated"; session: SessionClaims } | { outcome: NoSession },
  maxAgeSeconds: number,
): Access {
  switch (visitor.outcome) {
    case "anonymous":
      return "sign_in";
    case "aal2_required":
      return "second_factor";
    case "unavailable":
      return "unavailable";
    case "authenticated":
  }
  const { session } = visitor;
  if (requirement === "requireAal2" && session.authenticator_assurance_level !== "aal2") {
    return "second_factor";
  }
  // Claims have no roles.
  if (requirement === "requireRole") return "admins";
  if (requirement === "requireFreshSession" && !isFresh(session, maxAgeSeconds)) return "confirm";
  return "open";
}
