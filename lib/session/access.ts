import type { SessionClaims } from "./schema";
import type { NoSession } from "../return-to/addresses";
import { isFresh } from "./lifetime";

/** What a page asks for, by the name of the function that does. */
export type Requirement =
  | "requireClaims"
  | "requireSession"
  | "requireFreshSession"
  | "requireAal2"
  | "requireRole"
  | "useSession";

/** What becomes of a visitor who opens a page. */
export type Access = "open" | "sign_in" | "confirm" | "second_factor" | "admins" | "unavailable";

/** Returns what a page would do for a visitor, to show it; the pages themselves decide anew. */
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
  // Claims say nothing of roles.
  if (requirement === "requireRole") return "admins";
  if (requirement === "requireFreshSession" && !isFresh(session, maxAgeSeconds)) return "confirm";
  return "open";
}
